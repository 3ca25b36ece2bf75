/** What a use case wants done. Planned as data, performed at the edge; `--dry-run` only lists it. */
export type Effect = WriteFile;

export interface WriteFile {
  readonly kind: 'write-file';
  /** Relative to the output directory, forward slashes. */
  readonly path: string;
  /** For people: what the file is for. */
  readonly purpose: string;
  /** The text in pieces; may be iterated several times. */
  readonly content: Iterable<string>;
}
