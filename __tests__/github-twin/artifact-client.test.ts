import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conflict, missingPermission, resetConnection, type Fault } from '../helpers/github-twin/faults.ts';
import { startTwin, type Twin } from '../helpers/github-twin/twin.ts';
import { makeFolder } from '../helpers/folder.ts';
import { driveArtifactClient, uploadWithRealClient } from '../helpers/runner-harness.ts';

const RUN = 77;
const OTHER = 78;
const XML = '<testsuites/>';

function findBy(twin: Twin, workflowRunId: number): Record<string, unknown> {
  const { owner, name } = twin.world;
  return { findBy: { token: twin.token, workflowRunId, repositoryOwner: owner, repositoryName: name } };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('the real artifact client against the twin', () => {
  it('uploads, lists, downloads byte for byte and deletes, within its run', async () => {
    await using twin = await startTwin();
    const large = randomBytes(9 * 1024 * 1024);
    const [small, blocks] = await uploadWithRealClient(twin, { runId: RUN }, [
      { name: 'test-results-1', files: { 'a/results.xml': XML } },
      { name: 'large.bin', files: { 'large.bin': large }, archive: false },
    ]);
    const path = makeFolder({});
    const { results } = await driveArtifactClient(twin, { runId: RUN }, [
      { method: 'listArtifacts', args: [] },
      {
        method: 'downloadArtifact',
        args: [small?.id, { path, skipDecompress: true, expectedHash: `sha256:${small?.digest}` }],
      },
      { method: 'downloadArtifact', args: [blocks?.id, { path, skipDecompress: true }] },
      { method: 'deleteArtifact', args: ['test-results-1'] },
      { method: 'listArtifacts', args: [] },
    ]);
    expect(results).toMatchObject([
      {
        value: {
          artifacts: [
            { name: 'test-results-1', id: small?.id, size: small?.size, digest: `sha256:${small?.digest}` },
            { name: 'large.bin' },
          ],
        },
      },
      { value: { downloadPath: path, digestMismatch: false } },
      { value: { downloadPath: path } },
      { value: { id: small?.id } },
      { value: { artifacts: [{ name: 'large.bin', id: blocks?.id, size: large.length }] } },
    ]);
    expect(sha256(readFileSync(join(path, 'test-results-1.zip')))).toBe(small?.digest);
    expect(readFileSync(join(path, 'large.bin')).equals(large)).toBe(true);
    // More than the client's chunk of 8 MiB: two blocks, one list.
    const puts = twin.requests.filter(
      ({ operation, path: url }) => operation.startsWith('blobs/put') && !url.endsWith('.zip'),
    );
    expect(puts.map(({ operation }) => operation)).toEqual([
      'blobs/put-block',
      'blobs/put-block',
      'blobs/put-blocklist',
    ]);
    twin.assertNoViolations();
  });

  it('finds artifacts of another run with a token, and without one does not (trap 3)', async () => {
    await using twin = await startTwin({ permissions: { actions: 'read' } });
    twin.addRun({ id: RUN });
    twin.addRun({ id: OTHER });
    const bytes = Buffer.from('an archive');
    for (let index = 0; index < 130; index++)
      twin.addArtifact(`test-results-${index}`, bytes, { runId: OTHER, digest: null });
    const path = makeFolder({});
    const { id = 0 } = twin.world.artifacts[0] ?? {};
    const { results } = await driveArtifactClient(twin, { runId: RUN }, [
      { method: 'listArtifacts', args: [] },
      { method: 'listArtifacts', args: [findBy(twin, OTHER)] },
      { method: 'downloadArtifact', args: [id, { path, skipDecompress: true, ...findBy(twin, OTHER) }] },
    ]);
    const [own, others] = results.map((result) =>
      'value' in result ? (result.value as { artifacts?: unknown[] }) : {},
    );
    expect(own?.artifacts).toEqual([]);
    expect(others?.artifacts).toHaveLength(130);
    expect(others?.artifacts?.[0]).toMatchObject({ size: 10, digest: null });
    expect(readFileSync(join(path, 'test-results-0.zip'))).toEqual(bytes);
    twin.assertNoViolations();
  });

  it('takes the same name again only in a new attempt (traps 8 and 19)', async () => {
    await using twin = await startTwin();
    twin.addRun({ id: RUN });
    twin.addRun({ id: RUN, attempt: 2 });
    twin.addArtifact('unfinished', Buffer.alloc(0), { runId: RUN, finalized: false });
    const folder = makeFolder({ 'r.xml': XML });
    const upload = (name: string) => ({
      method: 'uploadArtifact' as const,
      args: [name, [join(folder, 'r.xml')], folder],
    });
    const first = await driveArtifactClient(twin, { runId: RUN }, [
      upload('a'),
      upload('a'),
      upload('unfinished'),
    ]);
    const again = await driveArtifactClient(twin, { runId: RUN, attempt: 2 }, [
      upload('a'),
      { method: 'listArtifacts', args: [] },
    ]);
    const reserved =
      'Failed to CreateArtifact: Received non-retryable error: Failed request: (409) Conflict: an artifact with this name already exists on the workflow run';
    expect(first.results).toMatchObject([{ value: {} }, { error: reserved }, { error: reserved }]);
    expect(again.results).toMatchObject([
      { value: {} },
      { value: { artifacts: [{ name: 'a' }, { name: 'a' }] } },
    ]);
  });

  it('refuses a server that is not GitHub, which is why GITHUB_SERVER_URL stays (trap 1)', async () => {
    await using twin = await startTwin();
    const env = { GITHUB_SERVER_URL: 'http://localhost' };
    const { results } = await driveArtifactClient(twin, { runId: RUN, env }, [
      { method: 'listArtifacts', args: [] },
    ]);
    expect(results).toMatchObject([
      { error: expect.stringContaining('not currently supported on GHES') as string },
    ]);
    expect(twin.requests).toEqual([]);
  });

  it.each<[string, Fault, string]>([
    ['artifacts/CreateArtifact', conflict('no'), '(409) Conflict: no'],
    ['artifacts/FinalizeArtifact', resetConnection(), 'Unable to make request: ECONNRESET'],
    ['blobs/put-block', missingPermission(), 'This request is not authorized'],
  ])('sees a fault of %s', async (operation, fault, message) => {
    await using twin = await startTwin();
    twin.fail(operation, fault);
    await expect(
      uploadWithRealClient(twin, { runId: RUN }, [{ name: 'a', files: { 'r.xml': XML } }]),
    ).rejects.toThrow(message);
    expect(twin.world.artifacts.filter(({ finalized }) => finalized)).toEqual([]);
  });
});
