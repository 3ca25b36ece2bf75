/** How the process of a suite ended. */
import type { SuiteFailure } from '../types/result.ts';

export type ProcessEnding =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signalled'; readonly signal: string }
  /** Ended by us, because it did not respond. */
  | { readonly kind: 'blocked' }
  /** A person stopped the run, or its time was up. */
  | StoppedEnding
  | { readonly kind: 'not-started'; readonly reason: string };

export interface StoppedEnding {
  readonly kind: 'interrupted' | 'timed-out';
}

/** Why a run was told to end. */
export function tellStop({ reason }: AbortSignal): StoppedEnding {
  const isLate = reason instanceof DOMException && reason.name === 'TimeoutError';
  return { kind: isLate ? 'timed-out' : 'interrupted' };
}

/** Without a final full stop; begins with "its process" or "the run". */
export function describeEnding(ending: ProcessEnding): string {
  switch (ending.kind) {
    case 'exited':
      return `its process ended with exit code ${ending.code}`;
    case 'signalled':
      return `its process was ended by ${ending.signal}`;
    case 'blocked':
      return 'its process did not respond any more and was ended: perhaps a loop without await';
    case 'interrupted':
      return 'the run was interrupted';
    case 'timed-out':
      return 'the time of the run was up';
    case 'not-started':
      return `its process could not be started: ${ending.reason}`;
    default:
      return ending satisfies never;
  }
}

/** The error of a test that cannot speak for itself; `output` is what its process printed last. */
export function missingResult(
  what: 'did not finish' | 'did not start',
  why: string,
  output: string,
): SuiteFailure {
  const type = what === 'did not finish' ? 'DidNotFinish' : 'DidNotStart';
  const text = output.trim() === '' ? '' : `The last output of its process:\n${output.trimEnd()}`;
  return { kind: 'error', type, message: `${what}: ${why}`, text };
}
