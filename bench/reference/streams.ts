/** Live streams at the same time: are their rows there when their time has come? */
import { Agent } from 'node:http';
import { loadOpenStream } from '../../src/focus-server/index.ts';
import type { ServeProcess } from './serve-process.ts';
import { ask, LIVE_VIEW } from './talk.ts';

export interface StreamFigures {
  /** Rows that came, of those that came due: 1 is real time. */
  readonly share: number;
  /** From the time of a frame's last row to its arrival. */
  readonly medianLagMs: number;
  readonly p99LagMs: number;
  /** Of the server's process; 1 is a core. */
  readonly cores: number;
}

interface Configured {
  readonly stream_url: string;
  readonly stream_port: number;
  readonly lines_dt: number;
}

/** One frame that came after the burst. */
interface Arrival {
  readonly rows: number;
  readonly lagMs: number;
}

const GRACE_MS = 10_000;

/** Each stream is of a job of its own. */
export async function measureStreams(
  server: ServeProcess,
  { count, seconds }: { readonly count: number; readonly seconds: number },
): Promise<StreamFigures> {
  const agent = new Agent({ keepAlive: true });
  const jobs: Configured[] = [];
  for (let index = 0; index < count; index += 1) {
    const text = await ask(agent, { method: 'POST', url: `${server.url}/configure`, body: LIVE_VIEW });
    jobs.push(JSON.parse(text) as Configured);
  }
  const startCpuMs = server.cpuMs();
  const startMs = Date.now();
  const arrivals = (await Promise.all(jobs.map((job) => readFor(job, seconds)))).flat();
  const tookMs = Date.now() - startMs;
  const cores = (server.cpuMs() - startCpuMs) / tookMs;
  agent.destroy();
  const lags = arrivals.map(({ lagMs }) => lagMs).sort((a, b) => a - b);
  const rows = arrivals.reduce((sum, arrival) => sum + arrival.rows, 0);
  const due = jobs.reduce((sum, job) => sum + seconds / job.lines_dt, 0);
  return { share: rows / due, medianLagMs: quantile(lags, 0.5), p99LagMs: quantile(lags, 0.99), cores };
}

/** The frames whose rows fall into a window of that many seconds, which begins a second after the first frame. */
async function readFor(job: Configured, seconds: number): Promise<Arrival[]> {
  const openStream = await loadOpenStream();
  const stream = openStream({
    url: job.stream_url,
    port: job.stream_port,
    streamId: 0,
    deadlineMs: seconds * 1000 + GRACE_MS,
    now: () => Date.now(),
  });
  const arrivals: Arrival[] = [];
  let window: readonly [number, number] | null = null;
  for await (const { frame, arrivedMs } of stream) {
    window ??= [arrivedMs + 1000, arrivedMs + 1000 + seconds * 1000];
    const [fromMs, toMs] = window;
    const rows = frame.timestampsMs.filter((timeMs) => timeMs >= fromMs && timeMs < toMs).length;
    const lastMs = frame.timestampsMs.at(-1) ?? arrivedMs;
    // A row is complete when the next one begins.
    if (rows > 0) arrivals.push({ rows, lagMs: arrivedMs - lastMs - job.lines_dt * 1000 });
    if (lastMs >= toMs) break;
  }
  return arrivals;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}
