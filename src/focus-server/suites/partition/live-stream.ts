/** A client that watches a live stream while the catalogue is cut off and comes back. */
import type { ArrivedFrame, FrameStream } from '../../client/stream-client.ts';
import { expectRealTime, gapLimit } from '../live/real-time.ts';
import { expectConfigured } from '../support/answers.ts';
import type { FocusBuilder, FocusTest } from '../support/context.ts';
import { expectGoodFrames, openJobStream } from '../support/streams.ts';
import { expectRefusedInTime } from './expectations.ts';
import { expectRecovery, openScene, type Scene } from './scene.ts';

/** Longer than a fault and the recovery from it. */
const STREAM_MS = 200_000;

export function defineLiveStreams({ test }: FocusBuilder): void {
  test('a client that watches live notices nothing of a full partition', { xray: 'PZ-603' }, watch);
}

async function watch(t: FocusTest): Promise<void> {
  const scene = await openScene(t);
  const response = expectConfigured(await scene.configureLive());
  const stream = openJobStream(t, response, { streamId: 0, deadlineMs: STREAM_MS });
  const frames: ArrivedFrame[] = [];
  const [watched, disturbed] = await Promise.allSettled([
    collect(stream, frames),
    cutOff(scene, frames).finally(() => stream.close()),
  ]);
  // Why a stream broke says more than that its frames did not come.
  for (const part of [watched, disturbed]) if (part.status === 'rejected') throw part.reason;
  expectGoodFrames([frames], response);
  expectRealTime(t, [frames], response);
  await scene.orphans.expectNone(scene.jobs);
}

async function collect(stream: FrameStream, frames: ArrivedFrame[]): Promise<void> {
  for await (const arrived of stream) frames.push(arrived);
}

async function cutOff(scene: Scene, frames: readonly ArrivedFrame[]): Promise<void> {
  const { t } = scene;
  await expectFrame(t, frames, 'before the partition');
  const undo = await scene.faults.inject({ kind: 'partition' });
  expectRefusedInTime(scene, [await scene.configureHistoric()]);
  await expectFrame(t, frames, 'during the partition');
  await undo();
  t.record('recoveryMs', await expectRecovery(scene));
  await expectFrame(t, frames, 'after the partition');
}

/** One that arrives from now on. */
async function expectFrame(t: FocusTest, frames: readonly ArrivedFrame[], moment: string): Promise<void> {
  const nowMs = t.now();
  await t.eventually(`a frame ${moment}`, () => (frames.at(-1)?.arrivedMs ?? 0) > nowMs, {
    deadlineMs: gapLimit(t),
  });
}
