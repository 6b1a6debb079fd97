#!/usr/bin/env node
// Node 20 can't read TypeScript by itself: tsx is registered first, then the real entry is loaded.
import { register } from 'tsx/esm/api';

register();
await import('./main.ts');
