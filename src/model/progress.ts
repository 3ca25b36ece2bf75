/** How far reading has come. */
export interface ReadProgress {
  readonly path: string;
  /** Reports finished before this one, and reports in all. */
  readonly done: number;
  readonly total: number;
  /** Bytes of text read so far over all reports. */
  readonly bytes: number;
}
