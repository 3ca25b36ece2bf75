/** Everything an iteration left, and what is wrong with it. */
import { join } from 'node:path';
import { ADVICE_ON_LOSS } from '../workspace/iteration-folder.ts';
import type { Problem } from '../../model/problem.ts';
import type { RunnerPorts, Survey } from '../ports.ts';
import type { Preset } from '../../producers/preset.ts';
import type { CommandExecution } from '../process/execute.ts';
import { type Finding, judgeEnding } from './judge-ending.ts';
import { judgeReports } from './judge-reports.ts';
import type { SeenTests } from './seen-tests.ts';
import type { OwnReports } from './watch-reports.ts';
import { chooseRescued, findMissing, UNFINISHED_NAME, writeUnfinished } from './unfinished.ts';

export interface Remains {
  readonly iteration: number;
  /** The iteration's output folder. */
  readonly out: string;
  readonly execution: CommandExecution;
  readonly preset: Preset | null;
  /** A shell ran the command: no preset could change it. */
  readonly shell: boolean;
  readonly found: OwnReports;
  readonly seen: SeenTests;
  readonly outputTail: string;
  /** Bytes of output that output.log leaves out. */
  readonly droppedBytes: number;
  /** Why output.log is not whole; null when it is. */
  readonly logFailure: string | null;
  /** What the preset could not do. */
  readonly remarks: readonly string[];
}

export interface GatheredEvidence {
  readonly reports: readonly string[];
  readonly problems: readonly Problem[];
}

export async function gatherEvidence(
  remains: Remains,
  { surveyReport }: Pick<RunnerPorts, 'surveyReport'>,
): Promise<GatheredEvidence> {
  const { execution, found, seen, preset, shell, out, outputTail } = remains;
  const { ending } = execution;
  const surveys: Survey[] = [];
  // One after the other: each may be large.
  for (const path of found.reports) {
    const survey = await surveyReport(path, seen.size > 0);
    if (survey !== null) surveys.push(survey);
  }
  const missing = findMissing(seen, surveys, { ending, reports: found.reports.length });
  const rescued = chooseRescued(missing, surveys, { ending, seen });
  const unfinished = join(out, UNFINISHED_NAME);
  if (rescued.length > 0) writeUnfinished(unfinished, rescued, outputTail);
  const meaning = ending.kind === 'exited' ? (preset?.explainExit(ending.code) ?? null) : null;
  const findings = [
    ...judgeEnding({ execution, meaning, surveys }),
    ...judgeReports({ found, surveys, ending, shell, missing, rescued }),
    ...noteLimits(remains),
    ...tellLoss(remains),
  ];
  const problems = findings.map((finding): Problem => placeFinding(finding, remains.iteration));
  return { reports: rescued.length > 0 ? [...found.reports, unfinished] : found.reports, problems };
}

function placeFinding(finding: Finding & Partial<Pick<Problem, 'path'>>, iteration: number): Problem {
  return { path: null, ...finding, iteration };
}

function noteLimits({ droppedBytes, remarks }: Remains): readonly Finding[] {
  const notes = remarks.map((message) => note('request-unmet', message));
  if (droppedBytes === 0) return notes;
  const message = `output.log leaves out ${droppedBytes} bytes from the middle of the output`;
  return [...notes, note('limit-reached', message)];
}

function tellLoss({ logFailure }: Remains): readonly Finding[] {
  if (logFailure === null) return [];
  const message = `output.log could not be written: ${logFailure}`;
  return [{ code: 'not-kept', severity: 'warning', message, advice: ADVICE_ON_LOSS }];
}

function note(code: Finding['code'], message: string): Finding {
  return { code, severity: 'note', message, advice: '' };
}
