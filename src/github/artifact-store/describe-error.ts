/** Errors of the artifact client and of GitHub in one line: what happened and what to do. */
import { errorText } from '../../kit/error-text.ts';
import { explainError } from '../../http/explain-error.ts';
import { ArtifactUnavailable, type UnavailableCode } from '../../model/artifact.ts';

type Action = 'list' | 'download';
type Words = readonly [code: UnavailableCode, message: string, advice: string];

const AGAIN = 'Run this job again; if it repeats, look at githubstatus.com';

export function describeArtifactError(error: unknown, action: Action): ArtifactUnavailable {
  if (error instanceof ArtifactUnavailable) return error;
  return new ArtifactUnavailable(...chooseWords(error, action));
}

/** True when trying again, even with a new URL, would end the same. */
export function isFinal(error: unknown): boolean {
  const status = statusOf(error);
  return isUnsupported(error) || isMissingToken(error) || (status !== null && status >= 400 && status < 429);
}

function chooseWords(error: unknown, action: Action): Words {
  const what =
    action === 'list'
      ? 'the artifacts of the run could not be listed'
      : 'the artifact could not be downloaded';
  if (isUnsupported(error))
    return [
      'download-failed',
      `${what}: this server (GHES) has no artifact service that the client supports`,
      'Fetch the artifacts in a step before, with the download action your server has, and give their folder as paths',
    ];
  if (isMissingToken(error))
    return [
      'download-failed',
      `${what}: there is no runtime token, which only actions get and run steps do not`,
      'Give run-id and github-token',
    ];
  const status = statusOf(error);
  if (status === null || status >= 500) return ['download-failed', `${what}: ${firstLine(error)}`, AGAIN];
  return wordsOfStatus(status, what, { action, reason: firstLine(error) });
}

function wordsOfStatus(
  status: number,
  what: string,
  { action, reason }: { readonly action: Action; readonly reason: string },
): Words {
  if (status === 429 || (status === 403 && /rate limit/i.test(reason)))
    return [
      'download-failed',
      `${what}: GitHub limits the rate of requests (${status})`,
      'Run this job again later',
    ];
  if (status === 401)
    return ['download-failed', `${what}: the token is not accepted (401)`, 'Check github-token'];
  if (status === 403)
    return [
      'download-failed',
      `${what}: the token may not read artifacts (403)`,
      'Add "actions: read" to the permissions of this job',
    ];
  if (status === 410)
    return [
      'expired',
      'the artifact has expired (410)',
      'Give a newer run, or keep artifacts for longer with retention-days',
    ];
  if (status === 404)
    return [
      'download-failed',
      `${what}: not found (404)`,
      action === 'list'
        ? 'Check run-id; in a private repository the token also needs "actions: read"'
        : 'It was probably deleted since; run the job that uploaded it again',
    ];
  return ['download-failed', `${what}: ${reason}`, AGAIN];
}

function isUnsupported(error: unknown): boolean {
  return error instanceof Error && error.name === 'GHESNotSupportedError';
}

function isMissingToken(error: unknown): boolean {
  return /ACTIONS_(?:RUNTIME_TOKEN|RESULTS_URL)/.test(errorText(error));
}

/** REST errors carry the status; those of the artifact service only say it, as `(403)`. */
function statusOf(error: unknown): number | null {
  if (!(error instanceof Error)) return null;
  if (error.name === 'ArtifactNotFoundError') return 404;
  if ('status' in error && typeof error.status === 'number') return error.status;
  const said = /Failed request: \((\d{3})\)/.exec(error.message)?.[1];
  return said === undefined ? null : Number(said);
}

/** The client goes on with advice of its own. */
function firstLine(error: unknown): string {
  const [line = ''] = errorText(error).split('\n');
  return explainError(line.replace(/\.$/, ''));
}
