/** Everything an iteration left, and what is wrong with it. */
import { join } from 'node:path';
import type { Problem } from '../../model/problem.ts';
import type { RunnerPorts, Survey } from '../ports.ts';
import type { Preset, SeenTest } from '../../producers/preset.ts';
import type { CommandExecution } from '../process/execute.ts';
import { type Finding, judgeEnding } from './judge-ending.ts';
import { judgeReports } from './judge-reports.ts';
import { findResembling } from './resemble.ts';
import type { SeenTests } from './seen-tests.ts';
import type { FoundReports } from './watch-reports.ts';
import { writeUnfinished } from './write-unfinished.ts';

export interface Remains {
  readonly iteration: number;
  /** The iteration's output folder. */
  readonly out: string;
  readonly execution: CommandExecution;
  readonly preset: Preset | null;
  /** A shell ran the command: no preset could change it. */
  readonly shell: boolean;
  readonly found: FoundReports;
  readonly seen: SeenTests;
  readonly outputTail: string;
  /** Bytes of output that output.log leaves out. */
  readonly droppedBytes: number;
  /** What the preset could not do. */
  readonly remarks: readonly string[];
}

export interface Evidence {
  readonly reports: readonly string[];
  readonly problems: readonly Problem[];
}

export const UNFINISHED_NAME = 'unfinished.xml';

export async function gatherEvidence(
  remains: Remains,
  { surveyReport }: Pick<RunnerPorts, 'surveyReport'>,
): Promise<Evidence> {
  const { execution, found, seen, preset, shell, out, outputTail } = remains;
  const { ending } = execution;
  const surveys: Survey[] = [];
  // One after the other: each may be large.
  for (const path of found.reports) {
    const survey = await surveyReport(path);
    if (survey !== null) surveys.push(survey);
  }
  const missing = findMissing(seen, surveys, found).filter(
    // A test that a person stopped did nothing wrong.
    ({ outcome }) => ending.kind !== 'interrupted' || outcome !== 'started',
  );
  const rescued = chooseRescued(missing, surveys, remains);
  const unfinished = join(out, UNFINISHED_NAME);
  if (rescued.length > 0) writeUnfinished(unfinished, rescued, outputTail);
  const meaning = ending.kind === 'exited' ? (preset?.explainExit(ending.code) ?? null) : null;
  const findings = [
    ...judgeEnding({ execution, meaning, surveys }),
    ...judgeReports({ found, surveys, ending, shell, missing, rescued }),
    ...noteLimits(remains),
  ];
  const problems = findings.map((finding): Problem => placeFinding(finding, remains.iteration));
  return { reports: rescued.length > 0 ? [...found.reports, unfinished] : found.reports, problems };
}

/**
 * A suite that ended by itself and closed a report has said all it knows, but for a test that it never came back from:
 * a command may run several sessions, and one of them may die.
 */
function chooseRescued(
  missing: readonly SeenTest[],
  surveys: readonly Survey[],
  { execution, seen }: Remains,
): readonly SeenTest[] {
  const isWhole = execution.ending.kind === 'exited' && surveys.some(({ isComplete }) => isComplete);
  if (!isWhole) return missing;
  const open = missing.filter((test) => seen.isOpen(test));
  if (open.length === 0) return [];
  const isReported = findResembling(surveys.map(({ ids }) => ids));
  return open.filter((test) => !isReported(test));
}

function placeFinding(finding: Finding & Partial<Pick<Problem, 'path'>>, iteration: number): Problem {
  return { path: null, ...finding, iteration };
}

/** None when a report could not be read to compare with, or names its tests differently from the output. */
function findMissing(
  seen: SeenTests,
  surveys: readonly Survey[],
  { reports }: FoundReports,
): readonly SeenTest[] {
  if (surveys.length < reports.length) return [];
  return seen.missingFrom(surveys.map(({ ids }) => ids)) ?? [];
}

function noteLimits({ droppedBytes, remarks }: Remains): readonly Finding[] {
  const notes = remarks.map((message) => note('request-unmet', message));
  if (droppedBytes === 0) return notes;
  const message = `output.log leaves out ${droppedBytes} bytes from the middle of the output`;
  return [...notes, note('limit-reached', message)];
}

function note(code: Finding['code'], message: string): Finding {
  return { code, severity: 'note', message, advice: '' };
}
