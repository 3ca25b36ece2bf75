/** Nights that went through the real analysis: test name -> strip, or strip and message. */
import type { StabilityReport } from '../../src/model/stability-report.ts';
import { writeReport } from '../helpers/folder.ts';
import { analyseMemory } from '../helpers/night.ts';

export type Night = Readonly<Record<string, string | { readonly strip: string; readonly message: string }>>;

/** `-` leaves a case out; an iteration without any case is missing. */
export function analyseNight(night: Night): Promise<StabilityReport> {
  const tests = Object.entries(night).map(([name, value]) => ({
    name,
    ...(typeof value === 'string' ? { strip: value, message: 'no frame arrived' } : value),
  }));
  const expected = Math.max(...tests.map(({ strip }) => strip.length));
  const reports = Array.from({ length: expected }, (_, column) => ({
    iteration: column + 1,
    cases: tests.filter(({ strip }) => (strip[column] ?? '-') !== '-'),
  }))
    .filter(({ cases }) => cases.length > 0)
    .map(({ iteration, cases }) => ({
      iteration,
      content: writeReport(
        cases.map(({ name, strip, message }) => ({ name, message, code: strip[iteration - 1] ?? 'P' })),
      ),
    }));
  return analyseMemory(reports, { expectedIterations: expected });
}

export function manyStable(count: number, strip = 'PPPPP'): Night {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`test_calm_${index}`, strip]));
}
