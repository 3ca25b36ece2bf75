/** The slowest tests and those whose duration varies most, folded away. */
import type { StabilityReport, TestRow } from '../../model/stability-report.ts';
import { codeSpan } from '../escape.ts';
import { formatKnownDuration } from '../words.ts';
import type { Level } from './level.ts';
import { fold, renderTable } from './table.ts';

export function renderTiming({ slowest, mostVariable }: StabilityReport, { rows }: Level): string[] {
  return [
    ...renderTimes('Slowest tests', slowest.slice(0, rows)),
    ...renderTimes('Tests whose time varies most', mostVariable.slice(0, rows)),
  ];
}

function renderTimes(title: string, tests: readonly TestRow[]): string[] {
  if (tests.length === 0) return [];
  const table = renderTable(
    [
      { title: 'Test' },
      { title: 'Median time', align: 'right' },
      { title: 'Slowest minus fastest', align: 'right' },
    ],
    tests.map((test) => [
      codeSpan(test.id),
      formatKnownDuration(test.medianMs),
      formatKnownDuration(test.spreadMs),
    ]),
  );
  return [fold(title, table)];
}
