/** One measured run of a reporter: its steps one after the other, then the look at what it wrote. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { Attempt } from '../measure/interleave.ts';
import { runProcess, type Usage } from '../measure/run-process.ts';
import type { ReadySet } from '../workload/sets.ts';
import { findFault, type Reporter } from './reporter.ts';

export interface RunPlace {
  /** Emptied before and removed after the run. */
  readonly output: string;
  readonly limitSeconds: number;
}

export async function runReporter(
  reporter: Reporter,
  set: ReadySet,
  { output, limitSeconds }: RunPlace,
): Promise<Attempt<Usage>> {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  writeFileSync(join(output, 'summary.md'), '');
  const total = { wallMs: 0, cpuMs: 0, peakMb: 0 };
  let said = '';
  for (const { words, environment = {} } of reporter.steps(set, output)) {
    const step = await runProcess({
      command: process.execPath,
      words,
      cwd: output,
      environment,
      limitSeconds,
    });
    said += `${step.stdout}\n${step.stderr}\n`;
    if (step.exitCode === null) return { failure: `not done within ${limitSeconds} s` };
    if (step.exitCode !== 0) return { failure: `exit code ${step.exitCode}: ${findReason(said)}` };
    total.wallMs += step.wallMs;
    total.cpuMs += step.cpuMs;
    total.peakMb = Math.max(total.peakMb, step.peakMb);
  }
  const fault = findFault(reporter, output, set.truth);
  rmSync(output, { recursive: true, force: true });
  return fault === null ? { result: total } : { failure: `exit code 0, but ${fault}: ${findReason(said)}` };
}

/** The first line that speaks of an error, also of a step that went on as if nothing had happened. */
function findReason(said: string): string {
  const line = said.split('\n').find((text) => /error/i.test(text)) ?? 'no reason given';
  return line.trim().slice(0, 70);
}
