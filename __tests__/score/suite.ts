/** A small suite written as histories, as a table and judged as the application does it. */
import { detectMassEvents, effectiveHistory } from '../../src/diagnose/mass-events.ts';
import type { MassEvents, OutcomeTable } from '../../src/model/mass-event.ts';
import type { CellByte } from '../../src/model/outcome.ts';
import { CELL, CELL_CODES } from '../../src/model/outcome.ts';
import type { Score } from '../../src/model/verdict.ts';
import { createScorer } from '../../src/score/scorer.ts';

/** `tests` histories, all `clean` but for the nights that `write` sets. Nights count from 0. */
export function buildSuite(
  { tests, clean }: { tests: number; clean: string },
  write: (test: number, set: (night: number, letters: string) => void) => void = () => {},
): string[] {
  return Array.from({ length: tests }, (_, test) => {
    const nights = clean.split(' ');
    write(test, (night, letters) => {
      nights[night] = letters;
    });
    return nights.join(' ');
  });
}

export function tableOf(histories: readonly string[]): OutcomeTable {
  const cells = histories.map((history) => history.split(' '));
  return {
    testCount: histories.length,
    iterations: (cells[0] ?? []).map((letters) => letters.length),
    cell: (test, night, index) => byteOf(cells[test]?.[night]?.charAt(index)),
  };
}

export function judgeSuite(histories: readonly string[]): { events: MassEvents; scores: Score[] } {
  const events = detectMassEvents(tableOf(histories));
  const scorer = createScorer({ iterationsPerNight: 5 });
  const scores = histories.map((history, test) =>
    scorer.score(effectiveHistory(history, events.outages), events.influences(test)),
  );
  return { events, scores };
}

const BYTES = new Map<string, CellByte>([
  ['-', CELL.none],
  ['P', CELL.passed],
  ['F', CELL.failed],
  ['E', CELL.errored],
  ['S', CELL.skipped],
  ['R', CELL.rescued],
]);

function byteOf(code: string | undefined): CellByte {
  const byte = BYTES.get(code ?? '');
  if (byte === undefined || CELL_CODES[byte] !== code) throw new RangeError(`no cell code: ${code}`);
  return byte;
}
