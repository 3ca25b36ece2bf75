/** Which tests of the suites run. All conditions must hold. */
export interface Selection {
  /** Text within the id, whatever its case, or `/regular expression/flags`; null for all. */
  readonly grep: string | null;
  /** `smoke`: any of these; `!nightly`: none of these. */
  readonly tags: readonly string[];
  /** Exact ids; empty for all. */
  readonly only: readonly string[];
}

export const EVERYTHING: Selection = { grep: null, tags: [], only: [] };
