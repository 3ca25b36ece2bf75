/** An hour of a server's life on a clock of ours: jobs come over HTTP, and go by DELETE or because nobody connects. */
import { createStepClock } from './step-clock.ts';
import { drawNumbers } from '../../../../src/focus-server/reference/signal/mix-bits.ts';
import {
  startReferenceServer,
  type ReferenceServer,
} from '../../../../src/focus-server/reference/start-reference-server.ts';
import { makeBody } from '../http/server.ts';

export interface Hour {
  /** Of simulated time. */
  readonly minutes: number;
  /** Called after each of them. */
  readonly onMinute: (server: ReferenceServer, minute: number) => Promise<void>;
}

const SECONDS = 60;
const HIGHEST_LEFT_ALONE = 15;

/** One configure a second; every second job is cancelled, as long as enough windows are left for those that expire. */
export async function liveAnHour({ minutes, onMinute }: Hour): Promise<void> {
  const clock = createStepClock(Date.UTC(2026, 0, 1));
  const server = await startReferenceServer({ latencyScale: 0 }, { clock, random: drawNumbers(7) });
  try {
    for (let minute = 1; minute <= minutes; minute += 1) {
      for (let second = 0; second < SECONDS; second += 1) {
        const id = await configure(server);
        const { jobs } = server.state();
        if (second % 2 === 0 || jobs.length > HIGHEST_LEFT_ALONE) await cancel(server, id);
        clock.advance(1000);
      }
      await onMinute(server, minute);
    }
  } finally {
    await server.close();
  }
}

async function configure({ url }: ReferenceServer): Promise<string> {
  const answer = await fetch(`${url}/configure`, { method: 'POST', body: JSON.stringify(makeBody()) });
  const body = (await answer.json()) as { readonly job_id: string };
  if (answer.status !== 200) throw new Error(`configure was answered ${answer.status}`);
  return body.job_id;
}

async function cancel({ url }: ReferenceServer, id: string): Promise<void> {
  const answer = await fetch(`${url}/job/${id}`, { method: 'DELETE' });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`the cancel was answered ${answer.status}`);
}
