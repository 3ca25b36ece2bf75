import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stallBody } from '../../helpers/github-twin/faults.ts';
import { startTwin, type Twin } from '../../helpers/github-twin/twin.ts';
import { countRequests } from '../connect-twin.ts';
import { openStep, perform, urlOf, type Step } from './step.ts';

const upload = (files = ['report.md', 'report.json']) =>
  ({ kind: 'upload-artifact', name: 'stability-report', files }) as const;

function openWithFiles(twin: Twin, change: Parameters<typeof openStep>[1] = {}): Step {
  const step = openStep(twin, change);
  writeFileSync(join(step.directory, 'report.md'), '# Report\n');
  writeFileSync(join(step.directory, 'report.json'), '{}\n');
  twin.addRun({ id: 77 });
  for (const [name, value] of Object.entries(twin.environment(77))) vi.stubEnv(name, value);
  return step;
}

const listNames = (twin: Twin): string[] =>
  twin.world.artifacts.filter(({ finalized }) => finalized).map(({ name }) => name);

// The client of GitHub reports its progress on stdout.
beforeEach(() => void vi.spyOn(process.stdout, 'write').mockReturnValue(true));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('uploading the report', () => {
  it('leaves an artifact at the run and links to it', async () => {
    await using twin = await startTwin();
    using step = openWithFiles(twin);
    const result = await perform(step, [upload()]);
    expect(result).toMatchObject({ outcomes: ['done'], advice: [] });
    expect(listNames(twin)).toEqual(['stability-report']);
    expect(urlOf(result)).toBe(
      `https://github.com/octo-org/shop/actions/runs/77/artifacts/${twin.world.artifacts[0]?.id}`,
    );
  });

  it('takes another name when its own is taken (409)', async () => {
    await using twin = await startTwin();
    using step = openWithFiles(twin);
    const results = [];
    for (let n = 0; n < 3; n += 1) results.push(await perform(step, [upload()]));
    expect(listNames(twin)).toEqual(['stability-report', 'stability-report-1', 'stability-report-1-2']);
    expect(results.flatMap(({ advice }) => advice)).toEqual([
      'the artifact is called stability-report-1: stability-report was taken',
      'the artifact is called stability-report-1-2: stability-report was taken',
    ]);
  });

  it('gives up after ten names', async () => {
    await using twin = await startTwin();
    using step = openWithFiles(twin);
    const names = ['stability-report', 'stability-report-1'];
    for (let n = 2; n < 12; n += 1) names.push(`stability-report-1-${n}`);
    for (const name of names) twin.addArtifact(name, Buffer.from('x'), { runId: 77, finalized: false });
    expect((await perform(step, [upload()])).advice).toEqual([
      'artifacts called stability-report and 9 like it exist already: the report was not uploaded',
    ]);
    expect(countRequests(twin, 'artifacts/CreateArtifact')).toBe(10);
  });

  it('costs one line when a file is missing', async () => {
    await using twin = await startTwin();
    using step = openWithFiles(twin);
    const { advice } = await perform(step, [upload(['nowhere.md'])]);
    expect(advice).toHaveLength(1);
    expect(advice[0]).toMatch(/nowhere\.md.*: the report was not uploaded$/);
  });

  it('does not even open the client on GHES (trap 1)', async () => {
    await using twin = await startTwin();
    using step = openWithFiles(twin);
    const artifacts = { ...step.ports.artifacts, serverUrl: 'http://localhost' };
    const open = (): Promise<never> => Promise.reject(new Error('opened'));
    const ghes = { ...step, ports: { ...step.ports, artifacts: { ...artifacts, open } } };
    expect((await perform(ghes, [upload()])).advice).toEqual([
      'GitHub Enterprise Server takes no artifacts from this client: the report was not uploaded',
    ]);
  });

  it('costs one line where a step has no runtime token (trap 3)', async () => {
    await using twin = await startTwin();
    using step = openWithFiles(twin);
    vi.stubEnv('ACTIONS_RUNTIME_TOKEN', '');
    expect((await perform(step, [upload()])).advice).toEqual([
      'Unable to get the ACTIONS_RUNTIME_TOKEN env variable: the report was not uploaded',
    ]);
  });

  it('ends with the deadline although the service stalls', async () => {
    await using twin = await startTwin();
    const deadline = new AbortController();
    using step = openWithFiles(twin, { connect: { signal: deadline.signal } });
    twin.fail('artifacts/CreateArtifact', stallBody(), { times: Infinity });
    const pending = perform(step, [upload()]);
    while (countRequests(twin, 'artifacts/CreateArtifact') === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    deadline.abort();
    expect((await pending).advice).toEqual(['the time for publishing was over: the report was not uploaded']);
  });
});
