/** Tables of the tests that a person should look at. */
import type { StabilityReport, TestReport } from '../../model/stability-report.ts';
import type { Verdict } from '../../model/verdict.ts';
import { codeSpan } from '../escape.ts';
import { renderStrip, STRIP_LEGEND } from '../strip.ts';
import { formatCount, formatInterval, formatKnownDuration, VERDICT_WORDS } from '../words.ts';
import type { Level } from './level.ts';
import { fold, renderRest, renderTable } from './table.ts';
import type { Column } from './table.ts';

interface TestTable {
  readonly title: string;
  readonly verdicts: readonly Verdict[];
  /** The flake rate tells nothing about a test that always fails. */
  readonly rate: boolean;
  /** Mass events can make this one long, and they are told elsewhere. */
  readonly folded?: boolean;
}

const TABLES: readonly TestTable[] = [
  { title: 'Flaky tests', verdicts: ['flaky'], rate: true },
  { title: 'Failing tests', verdicts: ['failing'], rate: false },
  { title: 'Suspect and new tests', verdicts: ['suspect', 'new'], rate: true },
  {
    title: 'Other tests that failed, not flaky by this evidence',
    verdicts: ['inconclusive', 'skipped', 'stable'],
    rate: false,
    folded: true,
  },
];

/** One section for each kind of verdict that occurs, the flaky ones first. */
export function renderTestTables(report: StabilityReport, level: Level): string[] {
  if (level.rows === 0) return [];
  const sections = TABLES.flatMap((table) => renderTestTable(table, { report, level }));
  if (sections.length === 0) return [];
  return [...sections, `<sub>${STRIP_LEGEND}</sub>`];
}

function renderTestTable(
  table: TestTable,
  { report, level }: { report: StabilityReport; level: Level },
): string[] {
  const tests = report.notable.filter(({ verdict }) => table.verdicts.includes(verdict));
  if (tests.length === 0) return [];
  const shown = tests.slice(0, level.rows);
  const named = table.verdicts.length > 1;
  const columns: Column[] = [
    { title: 'Iterations' },
    { title: 'Test' },
    ...(named ? [{ title: 'Verdict' }] : []),
    { title: 'Failed', align: 'right' },
    ...(table.rate ? [{ title: 'Flake rate', align: 'right' } as const] : []),
    { title: 'Cause' },
    { title: 'Median time', align: 'right' },
  ];
  const rows = shown.map((test) => [
    `\`${renderStrip(test.codes)}\``,
    codeSpan(test.id),
    ...(named ? [VERDICT_WORDS[test.verdict]] : []),
    `${test.failed}/${test.ran}`,
    ...(table.rate ? [formatInterval(test.low, test.high)] : []),
    renderCause(test),
    formatKnownDuration(test.medianMs),
  ]);
  const title = `${table.title} (${formatCount(tests.length)})`;
  const body = renderTable(columns, rows) + renderRest(tests.length - shown.length);
  return [table.folded ? fold(title, body) : `### ${title}\n\n${body}`];
}

/** Rows that each of the tables would have without a limit. */
export function countTestRows({ notable }: StabilityReport): number[] {
  return TABLES.map(({ verdicts }) => notable.filter(({ verdict }) => verdicts.includes(verdict)).length);
}

/** Ids of the cluster and the incidents, which are explained further down. */
function renderCause(test: TestReport): string {
  const ids = [...(test.cluster === null ? [] : [test.cluster]), ...test.incidents.slice(0, 3)];
  return ids.length === 0 ? '–' : ids.map((id) => codeSpan(id, 20)).join(', ');
}
