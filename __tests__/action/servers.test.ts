import { describe, expect, it } from 'vitest';
import { nightOf } from '../helpers/night.ts';
import { startTwin } from '../helpers/github-twin/twin.ts';
import {
  act,
  adviceOf,
  errorsOf,
  evidenceOf,
  expectAnalysed,
  expectKept,
  FLAKY,
  issuesOf,
  RUN,
  STABLE,
  startNight,
} from './stage.ts';

const CHECKOUT = Object.fromEntries(
  nightOf(FLAKY).map(({ iteration, content }) => [`reports/results-${iteration}.xml`, content]),
);
const GHES = { GITHUB_SERVER_URL: 'https://ghes.example.com' };

describe('GitHub Enterprise Server', () => {
  it('works with paths and loses only the upload, in one line', async () => {
    await using twin = await startTwin();
    twin.addRun({ id: RUN });
    const result = await act(twin, { inputs: { paths: 'reports' }, env: GHES, workspaceFiles: CHECKOUT });
    expectAnalysed(twin, result);
    expect([result.exitCode, result.outputs['flaky-count']]).toEqual([0, '1']);
    expect(adviceOf(result)).toEqual([
      'GitHub Enterprise Server takes no artifacts from this client: the report was not uploaded',
    ]);
    expect(issuesOf(twin)).toHaveLength(2);
    for (const { body } of issuesOf(twin)) {
      expect(body).toContain(`https://ghes.example.com/octo-org/shop/actions/runs/${RUN}`);
      expect(body).not.toContain('https://github.com');
    }
    // The address of its API has a path, which every request keeps.
    expect(twin.requests.filter(({ path }) => !path.startsWith('/api/v3/'))).toEqual([]);
  });

  it.each([
    ['GitHub Enterprise Server', GHES],
    ['http://localhost', { GITHUB_SERVER_URL: 'http://localhost:3000' }],
  ])('trap 1: %s has no artifacts for the client, and the error says what to do', async (_, env) => {
    await using twin = await startNight(FLAKY);
    const result = await act(twin, { env });
    expectAnalysed(twin, result);
    expect(result.exitCode).toBe(3);
    const [error, ...more] = errorsOf(result);
    expect(more).toEqual([]);
    expect(error).toContain('this server (GHES) has no artifact service');
    expect(error).toContain('paths');
  });
});

describe('artifacts of another run', () => {
  it('trap 2: come from the server that GITHUB_API_URL names, path and all', async () => {
    await using twin = await startNight(STABLE, { runId: 500 });
    const result = await act(twin, { inputs: { 'run-id': '500' } });
    await expectKept(twin, result);
    expect([result.exitCode, evidenceOf(result)]).toEqual([0, '5 of 5 iterations complete']);
    const operations = twin.requests.map(({ operation }) => operation);
    expect(operations).toContain('actions/list-workflow-run-artifacts');
    expect(operations.filter((name) => name === 'actions/download-artifact')).toHaveLength(5);
    expect(operations).not.toContain('artifacts/ListArtifacts');
  });

  it('trap 3: are read by token where there is no runtime token', async () => {
    await using twin = await startNight(STABLE, { runId: 500 });
    const env = { ACTIONS_RUNTIME_TOKEN: '', ACTIONS_RESULTS_URL: '' };
    const result = await act(twin, { inputs: { 'run-id': '500' }, env });
    expectAnalysed(twin, result);
    expect([result.exitCode, evidenceOf(result)]).toEqual([0, '5 of 5 iterations complete']);
    expect(adviceOf(result)).toEqual([expect.stringContaining('the report was not uploaded')]);

    const own = await act(twin, { env, runId: 500 });
    expect(own.exitCode).toBe(3);
    expect(errorsOf(own)).toEqual([expect.stringMatching(/no runtime token.*run-id.*github-token/)]);
  });
});
