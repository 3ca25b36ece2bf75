/** What every parser must find in the file, so that none can win by not looking. */
export interface Counts {
  tests: number;
  failures: number;
  errors: number;
}

/** Reads the whole file and counts its cases. */
export type CountCases = (path: string) => Promise<Counts>;

export function startCounts(): Counts {
  return { tests: 0, failures: 0, errors: 0 };
}

/** For the parsers that tell every opened element. */
export function countElement(counts: Counts, name: string): void {
  if (name === 'testcase') counts.tests += 1;
  else if (name === 'failure') counts.failures += 1;
  else if (name === 'error') counts.errors += 1;
}

export function isEqual(a: Counts, b: Counts): boolean {
  return a.tests === b.tests && a.failures === b.failures && a.errors === b.errors;
}
