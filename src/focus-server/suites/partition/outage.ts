/** The catalogue is gone: what needs it is refused in time, everything else goes on. */
import type { Fault } from '../../../proxy/fault.ts';
import type { FocusBuilder } from '../support/context.ts';
import { expectLiveUnaffected, expectRefusedInTime } from './expectations.ts';
import { disturb, type Scene } from './scene.ts';

interface Outage {
  readonly xray: string;
  readonly title: string;
  readonly fault: Fault;
}

const OUTAGES: readonly Outage[] = [
  { xray: 'PZ-600', title: 'a full partition', fault: { kind: 'partition' } },
  { xray: 'PZ-601', title: 'half-open connections', fault: { kind: 'half-open' } },
  { xray: 'PZ-602', title: 'MongoDB down', fault: { kind: 'down' } },
];

/** A cluster takes its time to end what was scaled down. */
const FELT_MS = 60_000;

export function defineOutages({ test }: FocusBuilder): void {
  for (const { xray, title, fault } of OUTAGES) {
    test(`historic is refused within 5 s and live goes on during ${title}`, { xray }, (t) =>
      disturb(t, fault, async (scene) => {
        await waitUntilFelt(scene);
        const refusals = Promise.all([
          scene.configureHistoric(),
          scene.configureHistoric(),
          scene.listRecordings(),
          scene.listRecordings(),
        ]);
        const [answers] = await Promise.all([refusals, expectLiveUnaffected(scene)]);
        expectRefusedInTime(scene, answers);
      }),
    );
  }
}

/** All drivers but one disturb at once. */
async function waitUntilFelt({ t, faults, listRecordings }: Scene): Promise<void> {
  if (faults.driver !== 'scale-down') return;
  await t.eventually('the catalogue is gone', async () => (await listRecordings()).status === 503, {
    deadlineMs: FELT_MS,
  });
}
