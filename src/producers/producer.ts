/** What is known of one test tool. One that we can also run is a `Preset` (`preset.ts`), which says more. */
import type { TestName } from '../model/matrix.ts';

export interface Producer<Name extends string = string> {
  /** As reports and `--preset` have it. */
  readonly name: Name;
  /** Absent when its reports look like those of others. */
  readonly recognition?: Recognition;
  /** True when it writes an empty, undeclared case for every attempt before the last. */
  readonly marksAttempts?: boolean;
  /**
   * The command that runs one test again, as one line for a POSIX shell in which every part that comes from the report
   * is quoted. Null when the report does not tell enough, or a name cannot be typed.
   */
  repeat?(test: ReproTest): string | null;
}

export type ReproTest = Omit<TestName, 'id'>;

export interface Recognition {
  readonly certainty: (typeof CERTAINTIES)[number];
  /** Matched against the first tags of a report, joined by newlines. */
  readonly mark: RegExp;
}

/**
 * How sure a mark is; surer ones are tried first, because reports of several tools carry the less sure ones.
 * `name`: the root has the name of the tool. `word`: a name or property that others hardly use. `habit`: attributes as
 * this tool writes them. `trace`: any sign of it.
 */
export const CERTAINTIES = ['name', 'word', 'habit', 'trace'] as const;
