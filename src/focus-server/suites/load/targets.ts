/** The table of the plan: so many investigations at once, in so many seconds. */
import assert from 'node:assert/strict';
import { scaleLimit, type FocusBuilder, needWindows } from '../support/context.ts';
import { findPast } from '../support/recordings.ts';
import { historicRequest, liveRequest } from '../support/requests.ts';
import { expectOwnPlaces, startConcurrently } from '../support/concurrent.ts';

interface Target {
  readonly live: number;
  readonly historic: number;
  /** What is hoped for; only reported. */
  readonly targetMs: number;
  /** What must be kept. */
  readonly slaMs: number;
  readonly xray: string;
}

const TARGETS: readonly Target[] = [
  { live: 5, historic: 0, targetMs: 1000, slaMs: 2000, xray: 'PZ-550' },
  { live: 10, historic: 0, targetMs: 2000, slaMs: 5000, xray: 'PZ-551' },
  { live: 15, historic: 0, targetMs: 7000, slaMs: 10_000, xray: 'PZ-552' },
  { live: 30, historic: 0, targetMs: 15_000, slaMs: 30_000, xray: 'PZ-553' },
  { live: 3, historic: 3, targetMs: 35_000, slaMs: 60_000, xray: 'PZ-554' },
];
const RECORDED_SECONDS = 10;
const CHANNELS = { min: 1, max: 12 };

export function defineTargetTests({ test }: FocusBuilder): void {
  for (const target of TARGETS)
    test(`${nameTarget(target)} start within ${target.slaMs / 1000} s`, { xray: target.xray }, async (t) => {
      const { live, historic, targetMs, slaMs } = target;
      needWindows(t, live + historic);
      const range = historic > 0 ? await findPast(t, RECORDED_SECONDS) : null;
      const { exchanges, responses, wallMs } = await startConcurrently(t, [
        ...Array.from({ length: live }, () => liveRequest({ channels: CHANNELS })),
        ...Array.from({ length: historic }, () =>
          range === null ? null : historicRequest(range, { channels: CHANNELS }),
        ),
      ]);
      expectOwnPlaces(responses);
      t.record('wallMs', wallMs);
      t.record('slowestMs', Math.max(...exchanges.map(({ durationMs }) => durationMs)));
      t.record('targetMs', targetMs);
      t.record('targetMet', wallMs < targetMs ? 'yes' : 'no');
      const limitMs = scaleLimit(t, slaMs);
      assert.ok(wallMs <= limitMs, `they took ${Math.round(wallMs)} ms to start, ${limitMs} ms are allowed`);
    });
}

function nameTarget({ live, historic }: Target): string {
  return historic === 0
    ? `${live} live investigations`
    : `${live} live and ${historic} historic investigations`;
}
