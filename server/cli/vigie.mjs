#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import { compiledProgram } from '../compiled-code.mjs';

const program = await compiledProgram('server/cli/main.ts');
await import(pathToFileURL(program).href);
