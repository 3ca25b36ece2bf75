/** What a command came to -> the code its process ends with. Both doors ask here, and nobody else chooses among the codes. */
import { EXIT } from '../config/exit-codes.ts';
import { UsageError } from '../kit/usage-error.ts';

/** Facts about an end; several may be true at once. None of them: all is well. */
export interface CommandEnding {
  /** In an object, because anything can be thrown. */
  readonly thrown?: { readonly error: unknown };
  readonly isInterrupted?: boolean;
  readonly hasNoEvidence?: boolean;
  /** Something that was to be left behind could not be written. */
  readonly isUnwritten?: boolean;
  /** The question has no answer. */
  readonly isUnknown?: boolean;
  readonly hasFailedGate?: boolean;
}

export function decideExit(ending: CommandEnding): number {
  if (ending.thrown !== undefined)
    return ending.thrown.error instanceof UsageError ? EXIT.usage : EXIT.internal;
  // What was seen of a run that was stopped says little, and nothing can be said without evidence. An output that is
  // missing goes before the gate: whoever waits for it must not take the night for judged and done.
  if (ending.isInterrupted === true) return EXIT.interrupted;
  if (ending.hasNoEvidence === true) return EXIT.noEvidence;
  if (ending.isUnwritten === true) return EXIT.unwritten;
  if (ending.isUnknown === true) return EXIT.unknown;
  return ending.hasFailedGate === true ? EXIT.gateFailed : EXIT.passed;
}
