/** POST /configure and DELETE /job, one pair after the other on a few connections. */
import { Agent } from 'node:http';
import type { ServeProcess } from './serve-process.ts';
import { ask, LIVE_VIEW } from './talk.ts';

export interface PairFigures {
  readonly perSecond: number;
  /** Of the server's process. */
  readonly cpuMsPerPair: number;
}

const CONNECTIONS = 8;
const WARM_UP_PAIRS = 300;

export async function measurePairs(server: ServeProcess, seconds: number): Promise<PairFigures> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  try {
    let left = WARM_UP_PAIRS;
    await runPairs(agent, server.url, () => left-- > 0);
    const startCpuMs = server.cpuMs();
    const startMs = performance.now();
    const pairs = await runPairs(agent, server.url, () => performance.now() - startMs < seconds * 1000);
    const tookMs = performance.now() - startMs;
    return {
      perSecond: (pairs * 1000) / tookMs,
      cpuMsPerPair: (server.cpuMs() - startCpuMs) / pairs,
    };
  } finally {
    agent.destroy();
  }
}

/** How many were done while `goesOn` said so. */
async function runPairs(agent: Agent, url: string, goesOn: () => boolean): Promise<number> {
  let pairs = 0;
  const lane = async (): Promise<void> => {
    while (goesOn()) {
      const { job_id: id } = JSON.parse(
        await ask(agent, { method: 'POST', url: `${url}/configure`, body: LIVE_VIEW }),
      ) as { readonly job_id: string };
      await ask(agent, { method: 'DELETE', url: `${url}/job/${id}` });
      pairs += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  return pairs;
}
