import { describe, expect, it } from 'vitest';
import { describeArtifactError, isFinal } from '../../../src/github/artifact-store/describe-error.ts';
import { ArtifactUnavailable } from '../../../src/model/artifact.ts';

const rest = (status: number, message = 'Not allowed'): Error =>
  Object.assign(new Error(message), { status });
const service = (status: number): Error =>
  new Error(
    `Failed to ListArtifacts: Received non-retryable error: Failed request: (${status}) Forbidden: no`,
  );
const named = (name: string, message = ''): Error => Object.assign(new Error(message), { name });

describe('errors of the artifact client', () => {
  it.each<[kind: string, error: Error, said: string]>([
    [
      'REST 403',
      rest(403),
      'the artifacts of the run could not be listed: the token may not read artifacts (403). Add "actions: read" to the permissions of this job',
    ],
    [
      'service 403',
      service(403),
      'the artifacts of the run could not be listed: the token may not read artifacts (403). Add "actions: read" to the permissions of this job',
    ],
    [
      'secondary limit',
      rest(403, 'You have exceeded a secondary rate limit'),
      'the artifacts of the run could not be listed: GitHub limits the rate of requests (403). Run this job again later',
    ],
    [
      'too many',
      rest(429),
      'the artifacts of the run could not be listed: GitHub limits the rate of requests (429). Run this job again later',
    ],
    [
      '401',
      rest(401),
      'the artifacts of the run could not be listed: the token is not accepted (401). Check github-token',
    ],
    [
      '404',
      rest(404),
      'the artifacts of the run could not be listed: not found (404). Check run-id; in a private repository the token also needs "actions: read"',
    ],
    [
      '422',
      rest(422, 'Validation failed'),
      'the artifacts of the run could not be listed: Validation failed. Run this job again; if it repeats, look at githubstatus.com',
    ],
    [
      '502',
      rest(502, 'Server Error'),
      'the artifacts of the run could not be listed: Server Error. Run this job again; if it repeats, look at githubstatus.com',
    ],
    [
      'GHES',
      named('GHESNotSupportedError'),
      'the artifacts of the run could not be listed: this server (GHES) has no artifact service that the client supports. Fetch the artifacts in a step before, with the download action your server has, and give their folder as paths',
    ],
    [
      'run: step',
      new Error('Unable to get the ACTIONS_RUNTIME_TOKEN env variable'),
      'the artifacts of the run could not be listed: there is no runtime token, which only actions get and run steps do not. Give run-id and github-token',
    ],
  ])('%s while listing', (_, error, said) => {
    const { code, message, advice } = describeArtifactError(error, 'list');
    expect(`${message}. ${advice}`).toBe(said);
    expect(code).toBe('download-failed');
  });

  it('tell expired from deleted artifacts while downloading', () => {
    expect(describeArtifactError(rest(410), 'download')).toMatchObject({
      code: 'expired',
      message: 'the artifact has expired (410)',
    });
    for (const error of [
      rest(404),
      named('ArtifactNotFoundError', 'No artifacts found for ID: 7\nAre you ...'),
    ])
      expect(describeArtifactError(error, 'download')).toMatchObject({
        code: 'download-failed',
        message: 'the artifact could not be downloaded: not found (404)',
      });
  });

  it('are one line, without signatures of addresses, and never long', () => {
    const error = new Error(`GET https://blobs/x?sig=SECRET&se=1 failed.\nmore SECRET ${'x'.repeat(5000)}`);
    expect(describeArtifactError(error, 'download').message).toBe(
      'the artifact could not be downloaded: GET https://blobs/x failed',
    );
    expect(describeArtifactError(new Error('y'.repeat(5000)), 'download').message.length).toBeLessThan(350);
    expect(describeArtifactError('just text', 'download').message).toContain('just text');
  });

  it('that were described already stay as they are', () => {
    const error = new ArtifactUnavailable('digest-mismatch', 'not what was uploaded', 'Look');
    expect(describeArtifactError(error, 'download')).toBe(error);
  });

  it('are final where another try cannot help', () => {
    const final = [rest(401), rest(403), rest(404), rest(410), service(403), named('GHESNotSupportedError')];
    expect(final.map(isFinal)).toEqual(final.map(() => true));
    const passing = [
      rest(429),
      rest(502),
      service(503),
      new Error('Artifact download failed after 5 retries.'),
      'x',
    ];
    expect(passing.map(isFinal)).toEqual(passing.map(() => false));
  });
});
