/**
 * Shape of the data inside the page. The renderer writes it, the page script reads it. Rows are arrays
 * and share dictionaries, because a page holds up to 20,000 of them.
 */

/** What tests with the same history have in common. Verdict is an index into VERDICTS; rates have 4 digits. */
export type ShapePayload = readonly [
  codes: string,
  verdict: number,
  ran: number,
  failed: number,
  score: number,
  pFlaky: number,
  pBroken: number,
  low: number,
  median: number,
  high: number,
  runs95: number,
  nights95: number,
  redNight: number,
  hiddenRate95: number,
];

export type ScopePayload = readonly [classname: string, file: string | null];

type RowPayload = readonly [
  /** Place in the matrix, from 1: the number of the test's page. */
  number: number,
  name: string,
  /** Index into scopes. */
  scope: number,
  /** Index into shapes. */
  shape: number,
  medianMs: number | null,
  spreadMs: number | null,
  /** The id where it says more than the name: duplicates carry an occurrence index. */
  id?: string,
];

export interface TestsPayload {
  readonly iterations: readonly number[];
  /** Tests in the run; `rows` may hold fewer. */
  readonly total: number;
  readonly rows: readonly RowPayload[];
  readonly scopes: readonly ScopePayload[];
  readonly shapes: readonly ShapePayload[];
}

export interface FailurePayload {
  readonly iteration: number;
  readonly attempt: number;
  readonly kind: string;
  readonly type: string;
  readonly message: string;
  /** null where the text was left out to keep the page small. */
  readonly text: string | null;
}

/** What only notable tests have; one block per test, so that opening one parses one. */
export interface DetailPayload {
  readonly id: string;
  readonly durationsMs: readonly (number | null)[];
  readonly failures: readonly FailurePayload[];
  readonly failuresOmitted: number;
  readonly cluster: string | null;
  readonly incidents: readonly string[];
  readonly repro: string | null;
  readonly hints: readonly string[];
  readonly properties: readonly (readonly [name: string, value: string])[];
  readonly costMinutesPerMonth: number;
  /** Texts were shortened or left out because of the page's budget. */
  readonly reduced: boolean;
}

export const TESTS_BLOCK = 'tests-data';

export function nameDetailBlock(test: number): string {
  return `test-data-${test}`;
}
