import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['__tests__/**/*.test.ts'],
    exclude: ['__tests__/wide/**'],
    globalSetup: ['scripts/neighbours/not-tested.ts'],
    // Two workers are what the smallest runner offers; more only fight for the same cores.
    maxWorkers: 2,
    // Limits for what hangs, far above what the slowest test needs on a loaded machine: no test is judged by its time.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 30_000, interval: 20 } },
    sequence: { shuffle: true },
  },
});
