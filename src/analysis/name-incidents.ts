/** Mass events as incidents a person can read about. */
import type { MassEvents } from '../model/mass-event.ts';
import type { StabilityMatrix } from '../model/matrix.ts';
import type { Incident } from '../model/stability-report.ts';
import type { Causes } from './find-causes.ts';

const MAX_TESTS_LISTED = 50;

export interface NamedIncidents {
  readonly incidents: readonly Incident[];
  /** Ids of the incidents that hit a test. */
  of(test: number): readonly string[];
  /** Iterations in which an incident took at least half of the tests. */
  readonly lostIterations: readonly number[];
}

export function nameIncidents(events: MassEvents, matrix: StabilityMatrix, causes: Causes): NamedIncidents {
  const found = [...events.outages, ...events.iterationEvents];
  const hit = new Map<number, string[]>();
  const incidents = found.map((event, number): Incident => {
    const id = `I${number + 1}`;
    const index = event.kind === 'iteration' ? event.index : null;
    for (const test of event.tests) hit.set(test, [...(hit.get(test) ?? []), id]);
    return {
      id,
      kind: event.kind,
      iteration: index === null ? null : (matrix.iterations[index] ?? null),
      tests: [...event.tests.subarray(0, MAX_TESTS_LISTED)].map((test) => matrix.name(test).id),
      testCount: event.tests.length,
      share: event.share,
      signature: causes.commonSignature(event.tests, index),
    };
  });
  return {
    incidents,
    of: (test) => hit.get(test) ?? [],
    lostIterations: incidents.flatMap(({ iteration, share }) =>
      iteration !== null && share >= 0.5 ? [iteration] : [],
    ),
  };
}
