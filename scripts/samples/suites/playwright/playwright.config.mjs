// Two projects, no browser: what matters here is the reporter.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests',
  workers: 1,
  retries: Number(process.env.SAMPLE_RETRIES ?? 0),
  timeout: 5_000,
  reporter: [
    ['junit', { outputFile: process.env.SAMPLE_OUTPUT, includeRetries: process.env.SAMPLE_INCLUDE === '1' }],
  ],
  projects: [{ name: 'reference' }, { name: 'staging', testMatch: 'retries.spec.mjs' }],
});
