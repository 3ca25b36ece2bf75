/** One fault of the catalogue from beginning to end: a server that works, the fault, recovery, and nothing left behind. */
import assert from 'node:assert/strict';
import type { Exchange } from '../../client/exchange.ts';
import { configureResponse, type ConfigureResponse } from '../../contract/responses.ts';
import type { Fault } from '../../../proxy/fault.ts';
import { expectConfigured } from '../support/answers.ts';
import { readFigure, scaleLimit, type FocusTest } from '../support/context.ts';
import { openFaults, type Faults } from '../support/faults/fault-driver.ts';
import { FIGURES } from '../support/figures.ts';
import { watchOrphans, type OrphanWatch } from '../support/leaks.ts';
import { findPast } from '../support/recordings.ts';
import { releaseJobs, focusServer, type FocusServer } from '../support/server.ts';
import { historicRequest, liveRequest, type HistoricRange } from '../support/requests.ts';

const PLAYED_SECONDS = 10;

export interface Scene {
  readonly t: FocusTest;
  readonly server: FocusServer;
  readonly faults: Faults;
  /** A recording that can be played back. */
  readonly past: HistoricRange;
  readonly configureHistoric: () => Promise<Exchange>;
  readonly configureLive: () => Promise<Exchange>;
  readonly listRecordings: () => Promise<Exchange>;
  /** Ends the jobs that were made so far. */
  readonly release: () => Promise<void>;
  readonly orphans: OrphanWatch;
  /** Of all jobs that were ever made. */
  readonly jobs: readonly ConfigureResponse[];
}

/** Asserts that the server works before anything is disturbed. */
export async function openScene(t: FocusTest): Promise<Scene> {
  const faults = await openFaults(t);
  const server = await t.use(focusServer);
  const past = await findPast(t, PLAYED_SECONDS);
  const orphans = await watchOrphans(t);
  const jobs: ConfigureResponse[] = [];
  const configure = async (body: unknown): Promise<Exchange> => {
    const exchange = await server.configure(body);
    const { data } = configureResponse.safeParse(exchange.body);
    if (exchange.status === 200 && data !== undefined) jobs.push(data);
    return exchange;
  };
  const scene: Scene = {
    t,
    server,
    faults,
    past,
    orphans,
    jobs,
    configureHistoric: () => configure(historicRequest(past)),
    configureLive: () => configure(liveRequest()),
    listRecordings: () => server.client.recordings({ startTime: past.start, endTime: past.end }),
    release: () => releaseJobs(t, jobs),
  };
  expectConfigured(await scene.configureHistoric());
  expectConfigured(await scene.configureLive());
  await scene.release();
  return scene;
}

/** Injects the fault, lets `meanwhile` look, undoes it, and asserts recovery and that nothing is left behind. */
export async function disturb(
  t: FocusTest,
  fault: Fault,
  meanwhile: (scene: Scene) => Promise<void>,
): Promise<void> {
  const scene = await openScene(t);
  const undo = await scene.faults.inject(fault);
  await meanwhile(scene);
  await undo();
  t.record('recoveryMs', await expectRecovery(scene));
  await scene.orphans.expectNone(scene.jobs);
}

/** Called when the fault is undone. Milliseconds until the first good historic answer. */
export async function expectRecovery(scene: Scene): Promise<number> {
  const { t } = scene;
  const undoneMs = t.now();
  const deadlineMs =
    readFigure(t, 'recovery-seconds', scaleLimit(t, FIGURES['recovery-seconds'].standard)) * 1000;
  const recoveredMs = await t.eventually(
    'historic configure works again',
    async () => {
      expectConfigured(await scene.configureHistoric());
      return t.now();
    },
    { deadlineMs },
  );
  return recoveredMs - undoneMs;
}

/** Asserts that none took longer than `limitMs`, and records the longest as `<name>Ms`. */
export function expectInTime(
  t: FocusTest,
  exchanges: readonly Exchange[],
  { name, limitMs }: { readonly name: string; readonly limitMs: number },
): void {
  const longestMs = Math.max(...exchanges.map(({ durationMs }) => durationMs));
  t.record(`${name}Ms`, longestMs);
  assert.ok(longestMs <= limitMs, `${name} took ${Math.round(longestMs)} ms, at most ${limitMs} are allowed`);
}
