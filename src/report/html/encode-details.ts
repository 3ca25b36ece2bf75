/** What notable tests have beyond their row, within a budget: everything, then without texts, then nothing. */
import type { FailureReport } from '../../model/failure.ts';
import type { TestReport } from '../../model/stability-report.ts';
import { shortenMiddle } from '../../kit/visible.ts';
import { writeDataBlock } from './data-block.ts';
import { type DetailPayload, type FailurePayload, nameDetailBlock } from './payload.ts';
import { roundMs, roundRate } from '../figures.ts';

/** Bytes of JSON for complete details, and for shortened ones once those are spent. */
export const DETAIL_BUDGET = { complete: 6_000_000, reduced: 1_000_000 } as const;

const SHORT = 300;

export interface DetailLosses {
  /** Tests whose failure texts were left out. */
  readonly reduced: number;
  /** Tests of which only the row is in the page. */
  readonly dropped: number;
}

/** Yields one data block per test, worst first; returns what did not fit. */
export function* encodeDetails(
  tests: readonly TestReport[],
  positions: ReadonlyMap<string, number>,
): Generator<string, DetailLosses> {
  const left: { complete: number; reduced: number } = { ...DETAIL_BUDGET };
  const losses = { reduced: 0, dropped: 0 };
  for (const test of tests) {
    const number = positions.get(test.id);
    if (number === undefined) continue;
    const json = JSON.stringify(completeDetail(test));
    const bytes = Buffer.byteLength(json);
    if (bytes <= left.complete) {
      left.complete -= bytes;
      yield* writeDataBlock(nameDetailBlock(number), [json]);
      continue;
    }
    // Worst first: once a text did not fit, no milder test takes the rest of the room.
    left.complete = 0;
    const short = JSON.stringify(reducedDetail(test));
    const shortBytes = Buffer.byteLength(short);
    if (shortBytes <= left.reduced) {
      left.reduced -= shortBytes;
      losses.reduced += 1;
      yield* writeDataBlock(nameDetailBlock(number), [short]);
    } else {
      losses.dropped += 1;
    }
  }
  return losses;
}

function completeDetail(test: TestReport): DetailPayload {
  return {
    id: test.id,
    durationsMs: test.durationsMs.map(roundMs),
    failures: test.failures.map((failure) => placeFailure(failure, failure.text)),
    failuresOmitted: test.failuresOmitted,
    cluster: test.cluster,
    incidents: test.incidents,
    repro: test.repro,
    hints: test.hints.map((hint) => hint.text),
    properties: test.properties.map(({ name, value }) => [name, value]),
    costMinutesPerMonth: roundRate(test.costMinutesPerMonth),
    reduced: false,
  };
}

function reducedDetail(test: TestReport): DetailPayload {
  return {
    ...completeDetail(test),
    failures: test.failures.slice(0, 20).map((failure) => placeFailure(failure, null)),
    repro: test.repro !== null && test.repro.length > 10 * SHORT ? null : test.repro,
    hints: test.hints.slice(0, 10).map((hint) => shortenMiddle(hint.text, SHORT)),
    properties: [],
    reduced: true,
  };
}

function placeFailure(failure: FailureReport, text: string | null): FailurePayload {
  const { iteration, attempt, kind } = failure;
  const [type, message] = [failure.type, failure.message].map((part) =>
    text === null ? shortenMiddle(part, SHORT) : part,
  );
  return { iteration, attempt, kind, type: type ?? '', message: message ?? '', text };
}
