/** The catalogue answers late: what needs it is answered late or refused, but in time. */
import assert from 'node:assert/strict';
import { CATALOGUE_REFUSAL_MS } from '../../contract/limits.ts';
import type { FocusBuilder } from '../support/context.ts';
import { countGood, expectLiveUnaffected, expectRecorded } from './expectations.ts';
import { disturb, expectInTime } from './scene.ts';

interface Latency {
  readonly xray: string;
  readonly ms: number;
  /** So little that nothing may be refused. */
  readonly isBearable: boolean;
}

const LATENCIES: readonly Latency[] = [
  { xray: 'PZ-610', ms: 100, isBearable: true },
  { xray: 'PZ-611', ms: 500, isBearable: false },
  { xray: 'PZ-612', ms: 2000, isBearable: false },
];

export function defineSlowNetworks({ test }: FocusBuilder): void {
  for (const { xray, ms, isBearable } of LATENCIES) {
    const what = isBearable ? 'works' : 'is answered or refused within 5 s';
    test(`historic ${what} and live goes on with ${ms} ms more to the catalogue`, { xray }, (t) =>
      disturb(t, { kind: 'latency', ms }, async (scene) => {
        const asking = Promise.all([scene.configureHistoric(), scene.listRecordings()]);
        const [[historic, recordings]] = await Promise.all([asking, expectLiveUnaffected(scene)]);
        const good = countGood([historic, recordings]);
        t.record('historicAnswer', historic.status);
        t.record('recordingsAnswer', recordings.status);
        if (recordings.status === 200) expectRecorded(recordings);
        if (isBearable) assert.equal(good, 2, 'answers that were not refused');
        expectInTime(t, [historic], { name: 'historic', limitMs: CATALOGUE_REFUSAL_MS });
        expectInTime(t, [recordings], { name: 'recordings', limitMs: CATALOGUE_REFUSAL_MS });
      }),
    );
  }
}
