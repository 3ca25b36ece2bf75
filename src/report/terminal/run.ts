/** What a run is about to do and how it ended, in lines for a person. */
import { countOf } from '../../kit/plural.ts';
import type { RunResult } from '../../runner/modes/run-iterations.ts';
import { listIterations, type RunPlan } from '../../runner/modes/plan.ts';
import type { StopReason } from '../../runner/modes/stop.ts';
import type { RunOptions } from '../../runner/options.ts';
import { quoteWords } from '../../kit/shell-words.ts';
import { showOnOneLine } from '../../kit/visible.ts';
import { SUITES } from '../../runner/plan-iterations.ts';
import type { PreparedRun } from '../../runner/prepare-run.ts';

const MOST_TESTS = 10;

/** Needs no quotes for a person: placeholders and paths of Windows are read easier without. */
const PLAIN = /^[\w@%+=:,./{}\\-]+$/;

/** A command on one line, for a person to read and copy. */
export function showCommand(words: readonly string[]): string {
  return showOnOneLine(quoteWords(words, PLAIN));
}

export function describePlan({ planned, earlier }: Pick<PreparedRun, 'planned' | 'earlier'>): string {
  const { plan, options, repetitions } = planned;
  const all = listIterations(plan);
  const which =
    plan.iteration === null
      ? countOf(plan.iterations, 'iteration')
      : `iteration ${plan.iteration} of ${plan.iterations}`;
  const lines = [
    `Running ${which}${plan.parallel > 1 ? `, ${plan.parallel} at a time` : ''}: ${showCommand(plan.shown.words)}`,
    `  ${describePreset(plan, options)}, seed ${plan.baseSeed}, results in ${options.out}`,
  ];
  if (earlier.length > 0)
    lines.push(
      `  ${earlier.length} of ${all.length} done before: ${earlier.map(({ iteration }) => iteration).join(', ')}`,
    );
  for (const { id, verdict, shownWith } of repetitions?.tests.slice(0, MOST_TESTS) ?? [])
    lines.push(
      `  ${verdict}: ${showOnOneLine(id)}, shown with a probability of ${Math.round(shownWith * 100)} %`,
    );
  const rest = (repetitions?.tests.length ?? 0) - MOST_TESTS;
  if (rest > 0) lines.push(`  and ${countOf(rest, 'more test')}`);
  return `${lines.join('\n')}\n`;
}

function describePreset({ facts }: RunPlan, { preset: asked, shell }: RunOptions): string {
  const factOf = (wanted: string): string => facts.find(({ name }) => name === wanted)?.value ?? 'none';
  const preset = factOf('preset');
  if (preset === SUITES) return `against ${factOf('server')}`;
  if (preset === 'none') return asked === 'auto' ? 'no preset fits the command' : 'no preset';
  const told = `preset ${preset}${asked === 'auto' ? ' (told from the command)' : ''}`;
  return shell ? `${told} for reading the output only, because a shell runs the command` : told;
}

const REASONS: Readonly<Record<StopReason, string>> = {
  interrupted: 'stopped by Ctrl-C',
  'not-started': 'the command could not be started',
  'failure-found': 'a failure was found',
  'power-reached': 'every test is decided with the wanted power',
  'time-over': 'the next iteration would end too late',
};

const CONTINUED: ReadonlySet<StopReason> = new Set(['interrupted', 'time-over']);

/** Empty when everything was done as planned. `canContinue`: there is somebody who can go on with it. */
export function describeResult({ ended, runs, remaining }: RunResult, canContinue: boolean): string {
  if (ended === 'complete') return '';
  const left = remaining.length > 0 ? `, ${remaining.length} not finished` : '';
  const how = canContinue && CONTINUED.has(ended) ? '; continue with --resume' : '';
  return `Ended after ${countOf(runs.length, 'iteration')}${left}: ${REASONS[ended]}${how}\n`;
}
