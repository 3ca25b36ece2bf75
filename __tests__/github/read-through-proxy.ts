/** Run by proxy.test.ts in a process of its own, because the proxy comes from the environment. */
import { connect, proxyFetch } from '../../src/github/connection.ts';

const [apiUrl = '', token = ''] = process.argv.slice(2);
const { client, repository } = connect({
  token,
  apiUrl,
  userAgent: 'test',
  fetch: proxyFetch,
  repository: { owner: 'octo-org', repo: 'shop' },
  signal: new AbortController().signal,
  pace: { secondMs: 0, timeoutMs: 5000 },
});
const { rest } = await client();
const { data } = await rest.issues.get({ ...repository, issue_number: 1 });
process.stdout.write(data.title);
