import { setTimeout as wait } from 'node:timers/promises';
import type { PostWebhook } from '../../model/effect.ts';
import { Refusal, refuse } from '../failure.ts';
import { Stopped } from '../until-stopped.ts';
import type { Done, Ports } from './ports.ts';

const TRIES = 3;
const TIMEOUT_MS = 10_000;
const MAX_WAIT_SECONDS = 30;

/** The address is a secret. It is masked first, and the words of errors, which repeat it, are never passed on. */
export async function postWebhook(
  { payload }: PostWebhook,
  { webhook, commands, signal }: Ports,
): Promise<Done> {
  if (webhook.url === null) throw refuse('webhook-url is empty');
  commands.setSecret(webhook.url);
  const url = URL.parse(webhook.url);
  if (url === null || !/^https?:$/.test(url.protocol)) throw refuse('webhook-url is not an https address');

  for (let tryNumber = 1; ; tryNumber += 1) {
    if (signal.aborted) throw new Stopped();
    const answer = await post({ ...webhook, url, payload, signal });
    if (answer === null) return {};
    if (answer.failure.kind === 'refused' || tryNumber === TRIES) throw new Refusal(answer.failure);
    const seconds = Math.min(answer.retryAfter ?? tryNumber ** 2, MAX_WAIT_SECONDS);
    await wait(seconds * webhook.secondMs, undefined, { signal }).catch(() => null);
  }
}

interface NotTaken {
  readonly failure: Refusal['failure'];
  /** Seconds, when the server names them. */
  readonly retryAfter: number | null;
}

type Post = Omit<Ports['webhook'], 'url'> & {
  readonly url: URL;
  readonly payload: string;
  readonly signal: AbortSignal;
};

/** Null when it was taken. Redirects are not followed: they would carry the text to somewhere else. */
async function post({ fetch, url, payload, signal }: Post): Promise<NotTaken | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: payload,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await response.body?.cancel();
    const { ok, status, headers } = response;
    if (ok) return null;
    const kind = status === 429 || status >= 500 ? 'unavailable' : 'refused';
    const seconds = Number(headers.get('retry-after') ?? Number.NaN);
    return {
      failure: { kind, cause: `the webhook answered ${status}` },
      retryAfter: Number.isFinite(seconds) && seconds >= 0 ? seconds : null,
    };
  } catch (error) {
    const cause = `the webhook could not be reached (${nameError(error)})`;
    return { failure: { kind: 'unavailable', cause }, retryAfter: null };
  }
}

/** `ECONNREFUSED`, `TimeoutError`: the code or the class, never the message. */
function nameError(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return error instanceof Error ? error.name : 'unknown error';
}
