import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';
import { useMemoryForTemp } from './test/support/memory-for-temp.ts';
import { recordOracleImports } from './test/support/oracle-account.ts';
import { roomyAllocator } from './test/support/roomy-allocator.ts';

// The processes in which tests run inherit both.
Object.assign(process.env, roomyAllocator);
if (process.env['VITEST'] !== undefined) useMemoryForTemp();

export default defineConfig({
  root: 'client',
  plugins: [react(), ...(process.env['VITEST'] === undefined ? [] : [recordOracleImports()])],
  build: { outDir: '../dist/client', emptyOutDir: true, target: 'es2022' },
  server: { proxy: { '/api': 'http://127.0.0.1:4180' } },
  test: {
    root: '.',
    environment: 'node',
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/oracle-account.ts',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Tests hold no global state: a worker keeps the modules it has loaded from one file to the next.
    isolate: false,
    experimental: { fsModuleCache: true },
    sequence: { sequencer: LongestFirst },
    // One more than the processors of the smallest machine: tests wait for processes and disks too.
    maxWorkers: 3,
  },
});
