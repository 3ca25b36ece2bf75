/** Why GitHub or another server did not do what we asked, as data. */
import type { RequestError } from 'octokit';
import { Stopped } from '../http/deadline.ts';
import { explainError, onOneLine } from '../http/explain-error.ts';
import { fieldOf, textOf } from './fields.ts';

export interface Failure {
  /** `permission`: the token may not. `limited`: a rate limit, after waiting. `unavailable`: errors of the server or
   * the network, after retries. `stopped`: our own deadline. `refused`: everything that will not change by itself. */
  readonly kind: 'permission' | 'limited' | 'unavailable' | 'stopped' | 'refused';
  /** The beginning of a sentence on one line, without secrets. */
  readonly cause: string;
}

/** Thrown where the failure is known at once. */
export class Refusal extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.cause);
    this.name = 'Refusal';
    this.failure = failure;
  }
}

export const refuse = (cause: string): Refusal => new Refusal({ kind: 'refused', cause });

export function explainFailure(error: unknown): Failure {
  if (error instanceof Refusal) return error.failure;
  if (error instanceof Stopped) return { kind: 'stopped', cause: 'the time for publishing was over' };
  if (isAnswer(error)) return explainAnswer(error);
  return { kind: 'refused', cause: explainError(error) };
}

/** By its name: the class would load Octokit, which only what asks GitHub needs. */
export const isAnswer = (error: unknown): error is RequestError =>
  error instanceof Error && error.name === 'HttpError' && 'status' in error;

/** These come with 403 as well, but no permission would help. */
const NO_PERMISSION_HELPS = /\b(?:locked|archived|disabled|blocked|suspended)\b/i;

function explainAnswer(error: RequestError): Failure {
  const { status, response } = error;
  if (response === undefined) {
    return { kind: 'unavailable', cause: `GitHub could not be reached (${explainError(error)})` };
  }
  const said = describeAnswer(response.data) ?? 'no reason given';
  const isLimit =
    status === 429 || /\brate limit\b/i.test(said) || response.headers['x-ratelimit-remaining'] === '0';
  if ((status === 403 || status === 429) && isLimit) {
    return { kind: 'limited', cause: "GitHub's rate limit was reached" };
  }
  if (status === 401) return { kind: 'refused', cause: 'GitHub did not accept the token (401)' };
  if (status === 403 && !NO_PERMISSION_HELPS.test(said)) return { kind: 'permission', cause: said };
  if (status >= 500) return { kind: 'unavailable', cause: `GitHub answered ${status}, again and again` };
  return { kind: 'refused', cause: `GitHub refused (${status} ${said})` };
}

/** `Validation Failed: body is too long`; null when the answer says nothing. */
function describeAnswer(data: unknown): string | null {
  const message = textOf(data, 'message');
  if (message === null) return null;
  const errors = fieldOf(data, 'errors');
  const reasons = (Array.isArray(errors) ? errors : []).map(describeError).filter((reason) => reason !== '');
  return onOneLine(reasons.length === 0 ? message : `${message}: ${reasons.join(', ')}`);
}

const describeError = (error: unknown): string =>
  textOf(error, 'message') ??
  [textOf(error, 'field'), textOf(error, 'code')].filter((word) => word !== null).join(' ');
