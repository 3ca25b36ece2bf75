/** Run by step-commands.test.ts in a process of its own: what a runner would read from a real step. */
import { commands } from '../../../src/github/actions-runtime.ts';
import { connect } from '../../../src/github/connection.ts';
import { performEffects } from '../../../src/github/perform/perform-effects.ts';
import type { GitHubEffect } from '../../../src/github/perform/ports.ts';

const { signal } = new AbortController();
const effects = JSON.parse(process.argv[2] ?? '[]') as GitHubEffect[];
await performEffects(effects, {
  connection: connect({
    token: 'ghs_1',
    apiUrl: 'http://127.0.0.1:1',
    userAgent: 'test',
    repository: { owner: 'octo-org', repo: 'shop' },
    signal,
  }),
  commands,
  summaryPath: null,
  issues: { label: 'flaky', keyOf: () => null },
  artifacts: {
    directory: '/',
    serverUrl: 'https://github.com',
    runUrl: '',
    runAttempt: 1,
    open: () => Promise.reject(new Error('unused')),
  },
  webhook: { url: null, fetch: globalThis.fetch, secondMs: 0 },
  signal,
});
