import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ending } from '../../../src/model/run.ts';
import { runIterations, type RunPort } from '../../../src/runner/modes/run-iterations.ts';
import { loadState, resumeState, saveState } from '../../../src/runner/modes/resume.ts';
import { plan, request } from './simulated-run.ts';

/** Writes its report, then exits; iteration 3 stays until it is ended when `HANG` is set. */
const SUITE = `
const { writeFileSync } = require('node:fs');
const { ITERATION, SEED, REPORT, HANG } = process.env;
writeFileSync(REPORT, ITERATION + ' ' + SEED);
console.log('ready');
if (HANG && ITERATION === '3') setInterval(() => {}, 1000);
`;

describe('iterations as processes', () => {
  let folder = '';
  const pids: number[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'real-run-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const runNode =
    (onReady: (iteration: number) => void, hang: boolean): RunPort =>
    (task, signal) =>
      new Promise((resolve) => {
        const report = join(folder, `report-${task.iteration}.txt`);
        const env = {
          ITERATION: String(task.iteration),
          SEED: String(task.seed),
          REPORT: report,
          HANG: hang ? 'yes' : '',
        };
        const child = spawn(process.execPath, ['-e', SUITE], { env, stdio: ['ignore', 'pipe', 'inherit'] });
        if (child.pid !== undefined) pids.push(child.pid);
        child.stdout.once('data', () => onReady(task.iteration));
        signal.addEventListener('abort', () => child.kill('SIGKILL'));
        child.once('close', (code) => {
          const ending: Ending = code === null ? { kind: 'interrupted' } : { kind: 'exited', code };
          const reports = existsSync(report) ? [report] : [];
          resolve({ ...task, ending, durationMs: 1, reports, problems: [], outputTail: '' });
        });
      });

  it('are ended by Ctrl-C, keep what is there and are completed by a second run', async () => {
    const controller = new AbortController();
    const state = join(folder, 'state.json');
    const chosen = plan({ iterations: 5, parallel: 2 });
    const keep = (runs: Parameters<typeof saveState>[2]) => saveState(state, chosen, runs);
    const first = await runIterations(
      request({
        plan: chosen,
        signal: controller.signal,
        keep,
        run: runNode((iteration) => {
          if (iteration === 3) controller.abort();
        }, true),
      }),
    );
    expect(first.ended).toBe('interrupted');
    expect(first.remaining).toContain(3);
    expect(first.runs.find(({ iteration }) => iteration === 3)?.ending).toEqual({ kind: 'interrupted' });
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');

    const kept = await loadState(state);
    if (kept === null) throw new Error('no state');
    const earlier = await resumeState(kept, chosen);
    expect(earlier.map(({ iteration }) => iteration)).not.toContain(3);
    const second = await runIterations(
      request({ plan: chosen, keep, earlier, run: runNode(() => undefined, false) }),
    );
    expect(second).toMatchObject({ ended: 'complete', remaining: [] });
    expect(second.runs.map(({ iteration }) => iteration)).toEqual([1, 2, 3, 4, 5]);
    for (const { iteration, seed, reports } of second.runs)
      expect(readFileSync(reports[0] ?? '', 'utf8')).toBe(`${iteration} ${seed}`);
  });
});
