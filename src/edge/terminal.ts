/** What a command may know and use of the world it was started in. */
import type { ProgressTerminal } from './progress.ts';

export interface Terminal {
  /** Absolute working directory. */
  readonly cwd: string;
  /** Columns of standard output; 80 when it is no terminal. */
  readonly columns: number;
  /** True when standard output is a terminal and NO_COLOR does not forbid colours. */
  readonly colors: boolean;
  /** Token for GitHub, a secret; null when there is none. */
  readonly token: string | null;
  /** `owner/name` of the repository a workflow runs in; null outside of one. */
  readonly repository: string | null;
  /** Absolute: for downloads that are removed again. */
  readonly tempDirectory: string;
  /** Milliseconds of a clock that only runs forward. */
  now(): number;
  /** Result: standard output. Resolves when it was taken. */
  print(text: string): Promise<void>;
  /** Remarks and errors: standard error. */
  tell(text: string): void;
  /** Where the progress line goes. */
  readonly progress: ProgressTerminal;
}
