/** Chooses the rows that the page embeds, in one pass, and writes them as compact JSON. */
import type { StabilityReport, TestRow } from '../../model/stability-report.ts';
import { VERDICTS } from '../../model/verdict.ts';
import { RowEncoder } from './row-encoder.ts';

export const ROW_LIMIT = 20_000;

export interface EncodedRows {
  /** The number of every test that the report mentions by id; these are always embedded. */
  readonly positions: ReadonlyMap<string, number>;
  readonly embedded: number;
  readonly total: number;
  /** JSON of TestsPayload. */
  json(): Iterable<string>;
}

/** Rows mentioned anywhere come first, then the rest worst first, plainly stable ones last; ROW_LIMIT in all. */
export function encodeRows(report: StabilityReport): EncodedRows {
  const mentioned = collectMentioned(report);
  const mayBeMentioned = findMentionable(report);
  const positions = new Map<string, number>();
  const encoder = new RowEncoder();
  const ranks: string[][] = Array.from({ length: VERDICTS.length + 2 }, () => []);
  let total = 0;
  for (const row of report.rows) {
    total += 1;
    const isMentioned = mayBeMentioned(row) && mentioned.has(row.id);
    if (isMentioned) positions.set(row.id, total);
    const rank = ranks[isMentioned ? 0 : rankRow(row)];
    if (rank && (isMentioned || rank.length < ROW_LIMIT)) rank.push(encoder.encode(row, total));
  }
  const rows = ranks.flat().slice(0, Math.max(ROW_LIMIT, positions.size));
  const iterations = report.ledger.iterations.map((evidence) => evidence.iteration);
  return {
    positions,
    embedded: rows.length,
    total,
    *json() {
      yield `{"iterations":${JSON.stringify(iterations)},"total":${total},"rows":[`;
      yield* separate(rows);
      yield '],"scopes":[';
      yield* separate(encoder.scopes);
      yield '],"shapes":[';
      yield* separate(encoder.shapes);
      yield ']}';
    },
  };
}

function collectMentioned(report: StabilityReport): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const list of [report.notable, report.slowest, report.mostVariable]) {
    for (const test of list) ids.add(test.id);
  }
  for (const cause of [...report.clusters, ...report.incidents]) {
    for (const id of cause.tests) ids.add(id);
  }
  return ids;
}

/** Only tests that failed or are extreme are mentioned: the names of all others need not be looked at. */
function findMentionable({ slowest, mostVariable, notable }: StabilityReport): (row: TestRow) => boolean {
  const least = (figures: readonly (number | null)[]): number =>
    Math.min(...figures.map((figure) => figure ?? 0));
  const slow = least(slowest.map(({ medianMs }) => medianMs));
  const variable = least(mostVariable.map(({ spreadMs }) => spreadMs));
  const hasCleanNotable = notable.some(({ failed }) => failed === 0);
  return ({ failed, medianMs, spreadMs }) =>
    failed > 0 || hasCleanNotable || (medianMs ?? 0) >= slow || (spreadMs ?? 0) >= variable;
}

const STABLE = VERDICTS.indexOf('stable') + 2;

/** 1 for the worst. A stable test that failed (in an incident) is worth more than one nobody ran. */
function rankRow(row: TestRow): number {
  if (row.verdict === 'stable' && row.failed === 0) return STABLE;
  return VERDICTS.indexOf(row.verdict === 'stable' ? 'new' : row.verdict) + 1;
}

function* separate(items: readonly string[]): Generator<string> {
  let separator = '';
  for (const item of items) {
    yield separator + item;
    separator = ',';
  }
}
