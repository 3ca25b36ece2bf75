/** Of `npm run test:wide`, which names the files; `npm test` leaves this folder out. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: '.',
    include: ['__tests__/**/*.test.ts'],
    // What is installed and built for the first time takes minutes: no test is judged by its time.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    maxWorkers: 1,
  },
});
