/** What goes wrong between a client and GitHub, switched on per operation and a number of times. */
import type { Answer } from './operation.ts';

export type Fault =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** GitHub's answer to a token that may not: needs the operation's own permission. */
  | { readonly kind: 'no-permission' }
  /** The connection is reset before anything is answered. */
  | { readonly kind: 'reset' }
  /** The head and some bytes arrive, then nothing more. */
  | { readonly kind: 'stall'; readonly afterBytes: number }
  /** 200, but the body that was sent is not stored. */
  | { readonly kind: 'drop-update' }
  /** Somebody else is faster: `act` runs before the request is answered as always. */
  | { readonly kind: 'meanwhile'; readonly act: () => void };

const answer = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Fault => ({
  kind: 'answer',
  answer: { status, headers, json: { message } },
});

export const missingPermission = (): Fault => ({ kind: 'no-permission' });

export const secondaryLimit = (status: 403 | 429, retryAfterSeconds: number): Fault =>
  answer(
    status,
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    { 'retry-after': `${retryAfterSeconds}` },
  );

export const primaryLimit = (resetAt: Date): Fault =>
  answer(403, 'API rate limit exceeded for installation ID 4711.', {
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': `${Math.ceil(resetAt.getTime() / 1000)}`,
  });

export const badGateway = (): Fault => answer(502, 'Server Error');
export const goneUrl = (): Fault => answer(410, 'Gone');
export const conflict = (message = 'Conflict'): Fault => answer(409, message);
export const unprocessable = (message = 'Validation Failed'): Fault => answer(422, message);
export const resetConnection = (): Fault => ({ kind: 'reset' });
export const stallBody = (afterBytes = 1): Fault => ({ kind: 'stall', afterBytes });
export const dropUpdate = (): Fault => ({ kind: 'drop-update' });
export const meanwhile = (act: () => void): Fault => ({ kind: 'meanwhile', act });

export interface FaultRule {
  /** Operation name as in `requests`; `*` stands for anything: `issues/*`. */
  readonly operation: string;
  readonly fault: Fault;
  /** How often; for ever with Infinity. */
  times: number;
  /** Requests that pass before. */
  skip: number;
}

/** The fault of this request, counted; null when it may pass. */
export function takeFault(rules: readonly FaultRule[], operation: string): Fault | null {
  for (const rule of rules) {
    if (rule.times <= 0 || !matches(rule.operation, operation)) continue;
    if (rule.skip > 0) {
      rule.skip -= 1;
      continue;
    }
    rule.times -= 1;
    return rule.fault;
  }
  return null;
}

function matches(pattern: string, operation: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[^\w/-]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(operation);
}
