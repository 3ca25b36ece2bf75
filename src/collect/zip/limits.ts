/** Bounds of what an archive may ask for. Bytes are of expanded data unless said otherwise. */
export interface ZipLimits {
  /** Entries of one archive, of any kind. */
  readonly entries: number;
  /** Bytes of one archive's directory: names, extra fields and comments of all entries. */
  readonly directoryBytes: number;
  /** Bytes of one entry's name. */
  readonly nameBytes: number;
  readonly entryBytes: number;
  /** Over all entries of all archives. */
  readonly totalBytes: number;
  /** Expanded bytes per compressed byte of one entry ... */
  readonly ratio: number;
  /** ... once it expands to more than this. */
  readonly ratioFreeBytes: number;
}

const MIB = 2 ** 20;

/**
 * Ratio: DEFLATE ends at 1,032:1, and plain fill (a bomb) reaches 1,029:1. The reports of an outage, where thousands of
 * tests carry one and the same trace, were measured at 75:1 to 140:1, and cases with 20,000 equal characters of
 * output at 670:1; the names and times between them keep real reports below 1,000:1.
 */
export const ZIP_LIMITS: ZipLimits = {
  entries: 20_000,
  directoryBytes: 16 * MIB,
  nameBytes: 1024,
  entryBytes: 4096 * MIB,
  totalBytes: 8192 * MIB,
  ratio: 1000,
  ratioFreeBytes: MIB,
};
