import { describe, expect, it } from 'vitest';
import {
  badGateway,
  goneUrl,
  primaryLimit,
  resetConnection,
  secondaryLimit,
  stallBody,
  type Fault,
} from '../helpers/github-twin/faults.ts';
import { act, adviceOf, evidenceOf, expectKept, FLAKY, issuesOf, STABLE, startNight } from './stage.ts';

const HOUR = 3_600_000;

describe('trap 13: GitHub is busy or broken', () => {
  it('for a moment, and every issue is opened all the same', async () => {
    await using twin = await startNight(FLAKY);
    twin.fail('issues/list-for-repo', resetConnection());
    twin.fail('issues/list-for-repo', stallBody());
    twin.fail('issues/get-label', badGateway());
    twin.fail('issues/create-label', primaryLimit(new Date()));
    twin.fail('issues/create', secondaryLimit(403, 1));
    twin.fail('issues/create', secondaryLimit(429, 2));
    const result = await act(twin);
    await expectKept(twin, result);
    expect([result.exitCode, adviceOf(result)]).toEqual([0, []]);
    expect(issuesOf(twin)).toHaveLength(2);
    expect(result.log).toContain('GitHub asks us to wait 1 s (rate limit)');
    expect(result.log).toContain('GitHub asks us to wait 2 s (rate limit)');
  });

  it('for a moment while artifacts are read, and every leg is analysed', async () => {
    await using twin = await startNight(STABLE);
    twin.fail('artifacts/ListArtifacts', badGateway());
    twin.fail('artifacts/GetSignedArtifactURL', badGateway());
    for (const fault of [resetConnection(), stallBody(10), goneUrl(), badGateway()])
      twin.fail('blobs/get', fault);
    const result = await act(twin);
    await expectKept(twin, result);
    expect([result.exitCode, evidenceOf(result)]).toEqual([0, '5 of 5 iterations complete']);
  });

  it.each<[what: string, fault: Fault, line: string]>([
    ['a secondary limit', secondaryLimit(403, 600), "GitHub's rate limit was reached"],
    ['a secondary limit as 429', secondaryLimit(429, 600), "GitHub's rate limit was reached"],
    ['the limit of the hour', primaryLimit(new Date(Date.now() + HOUR)), "GitHub's rate limit was reached"],
    ['502', badGateway(), 'GitHub answered 502, again and again'],
    ['resets', resetConnection(), 'GitHub could not be reached'],
  ])('for good: %s costs the issues, in one line', async (_, fault, line) => {
    await using twin = await startNight(FLAKY);
    twin.fail('issues/create', fault, { times: Infinity });
    const result = await act(twin);
    await expectKept(twin, result);
    expect(result.exitCode).toBe(0);
    expect(adviceOf(result)).toEqual([expect.stringMatching(/^.*: 2 issues were not opened$/)]);
    expect(adviceOf(result)[0]).toContain(line);
    expect(issuesOf(twin)).toEqual([]);
  });

  it.each<[what: string, fault: Fault]>([
    ['a stalled body', stallBody(10)],
    ['resets', resetConnection()],
    ['an address that has expired', goneUrl()],
  ])('for good: %s costs one leg', async (_, fault) => {
    await using twin = await startNight(STABLE);
    twin.fail('blobs/get', fault, { times: Infinity, skip: 4 });
    const result = await act(twin, { inputs: { issues: 'off' } });
    await expectKept(twin, result);
    expect(result.exitCode).toBe(1);
    expect(evidenceOf(result)).toMatch(
      /^4 of 5 iterations complete \(iteration (\d) is unreadable\) iteration \1 unreadable: the artifact could not be downloaded: .* → Run this job again; if it repeats, look at githubstatus\.com$/,
    );
  });
});
