/** How much of a report is written: the rungs of the ladder, from everything down to the counts. */

export interface Level {
  /** Evidence ledger: every iteration, only those with problems, or not at all (the verdict line still sums it up). */
  readonly ledger: 'all' | 'problems' | 'none';
  /** Most rows of any one table; 0 leaves the sections out. */
  readonly rows: number;
  /** Most tests with a folded section of their own. */
  readonly details: number;
  /** Most failure texts in each of those. */
  readonly excerpts: number;
  /** Most lines of one failure text. */
  readonly excerptLines: number;
}

/** Nobody reads more of a page than this; report.html and report.csv have the rest. */
const MOST = { ledger: 'all', rows: 500, details: 200 } as const;
const NO_DETAILS = { details: 0, excerpts: 0, excerptLines: 0 } as const;
const PROBLEMS_ONLY = { ledger: 'problems', ...NO_DETAILS } as const;

export const LADDER: readonly Level[] = [
  { ...MOST, excerpts: Infinity, excerptLines: 40 },
  { ...MOST, excerpts: 2, excerptLines: 20 },
  { ...MOST, excerpts: 1, excerptLines: 12 },
  { ledger: 'all', rows: 300, details: 200, excerpts: 1, excerptLines: 12 },
  { ledger: 'all', rows: 200, details: 100, excerpts: 1, excerptLines: 12 },
  { ledger: 'all', rows: 100, details: 60, excerpts: 1, excerptLines: 12 },
  { ledger: 'all', rows: 100, details: 40, excerpts: 1, excerptLines: 12 },
  { ledger: 'all', rows: 100, details: 20, excerpts: 1, excerptLines: 12 },
  { ledger: 'all', rows: 100, details: 20, excerpts: 1, excerptLines: 6 },
  { ledger: 'all', rows: 100, details: 20, excerpts: 0, excerptLines: 0 },
  { ledger: 'all', rows: 50, details: 10, excerpts: 0, excerptLines: 0 },
  { ledger: 'all', rows: 50, ...NO_DETAILS },
  { ledger: 'all', rows: 20, ...NO_DETAILS },
  { ...PROBLEMS_ONLY, rows: 10 },
  { ...PROBLEMS_ONLY, rows: 5 },
  { ...PROBLEMS_ONLY, rows: 2 },
  { ...PROBLEMS_ONLY, rows: 0 },
  { ...NO_DETAILS, ledger: 'none', rows: 0 },
];
