import type { PostWebhook } from '../../model/effect.ts';
import { withDeadline } from '../../http/deadline.ts';
import { errorCode } from '../../kit/error-text.ts';
import { createWaitBudget, readRetryAfter, retry } from '../../http/retry.ts';
import { Refusal, refuse, type Failure } from '../failure.ts';
import type { Done, Ports } from './ports.ts';

const TRIES = 3;
const TIMEOUT_MS = 10_000;
const MOST_WAIT_SECONDS = 60;

/** The address is a secret. It is masked first, and the words of errors, which repeat it, are never passed on. */
export async function postWebhook(
  { payload }: PostWebhook,
  { webhook: { url: address, fetch, secondMs }, commands, signal }: Ports,
): Promise<Done> {
  if (address === null) throw refuse('webhook-url is empty');
  commands.setSecret(address);
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) throw refuse('webhook-url is not an https address');
  await retry(() => post({ url, payload, fetch, signal }), {
    tries: TRIES,
    // Who has refused will refuse again.
    waitAfter: (error, tried) =>
      error instanceof NotTaken && error.failure.kind === 'unavailable'
        ? (error.retryAfter ?? tried ** 2)
        : null,
    mayWait: createWaitBudget(MOST_WAIT_SECONDS),
    secondMs,
    signal,
  });
  return {};
}

class NotTaken extends Refusal {
  /** Seconds, when the server names them. */
  readonly retryAfter: number | null;

  constructor(failure: Failure, retryAfter: number | null) {
    super(failure);
    this.retryAfter = retryAfter;
  }
}

interface Post extends Pick<Ports['webhook'], 'fetch'> {
  readonly url: URL;
  readonly payload: string;
  readonly signal: AbortSignal;
}

/**
 * Redirects are not followed: they would carry the text to somewhere else. What the answer says is not read: its
 * status tells that the message was taken, and a body that stalls must not send it a second time.
 */
async function post({ fetch, url, payload, signal: stop }: Post): Promise<void> {
  const { ok, status, headers } = await withDeadline(
    { timeoutMs: TIMEOUT_MS, signal: stop },
    async (signal) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: payload,
        redirect: 'manual',
        signal,
      });
      await response.body?.cancel();
      return response;
    },
  ).catch((error: unknown) => {
    const cause = `the webhook could not be reached (${nameError(error)})`;
    throw new NotTaken({ kind: 'unavailable', cause }, null);
  });
  if (ok) return;
  const kind = status === 429 || status >= 500 ? 'unavailable' : 'refused';
  throw new NotTaken({ kind, cause: `the webhook answered ${status}` }, readRetryAfter(headers));
}

/** `ECONNREFUSED`, `TimeoutError`: the code or the class, never the message. */
function nameError(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return errorCode(error.cause ?? error) ?? error.name;
}
