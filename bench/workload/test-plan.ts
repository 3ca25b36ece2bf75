/** What one test of the workload is and does, derived from the seed and its number alone. */
import { Draws } from './draws.ts';
import {
  ACTIONS,
  CONDITIONS,
  ENTITY_PARAMETERS,
  FOREIGN_PARAMETERS,
  PACKAGES,
  ROOT_PACKAGE,
  SUBJECTS,
} from './words.ts';

export type Outcome = 'passed' | 'failed' | 'errored' | 'skipped';

/** The same in every iteration. Names are as they stand in an attribute, entities and all. */
export interface TestPlan {
  readonly number: number;
  readonly module: string;
  readonly classname: string;
  readonly name: string;
  readonly properties: number;
  /** Bytes of captured output; 0 for none. */
  readonly outputBytes: number;
  /** Draws of one million below which an iteration ends badly: 0 never, a million always. */
  readonly badPerMillion: number;
  readonly bad: 'failed' | 'errored' | 'skipped';
}

const STREAM = { plan: 1, outcome: 2, duration: 3 } as const;

export function planTest(seed: number, number: number): TestPlan {
  const draws = new Draws(seed, STREAM.plan, number);
  const subject = draws.pick(SUBJECTS);
  const module = `${ROOT_PACKAGE}.${draws.pick(PACKAGES)}.test_${subject}`;
  const name = `test_${draws.pick(ACTIONS)}_${draws.pick(CONDITIONS)}_${number}`;
  return {
    number,
    module,
    classname: `${module}.Test${nameClass(subject)}${number % 89}`,
    name: `${name}${parametrise(draws)}`,
    properties: draws.happens(8) ? 1 + draws.below(3) : 0,
    outputBytes: draws.happens(10) ? drawOutputBytes(draws) : 0,
    ...drawTemper(draws),
  };
}

function nameClass(subject: string): string {
  return subject
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function parametrise(draws: Draws): string {
  const share = draws.below(100);
  if (share < 25) return `[${draws.below(4096)}-${draws.below(64)}]`;
  if (share < 28) return `[${draws.pick(FOREIGN_PARAMETERS)}]`;
  if (share < 30) return `[${draws.pick(ENTITY_PARAMETERS)}]`;
  return '';
}

/** 1 .. 20 KB, small ones more often. */
function drawOutputBytes(draws: Draws): number {
  const least = draws.pick([1000, 2000, 4000, 5000, 10_000]);
  return least + draws.below(least);
}

/** 5 % skipped; about 3 % of all outcomes bad, half of them from tests that are always bad, half from flaky ones. */
function drawTemper(draws: Draws): Pick<TestPlan, 'bad' | 'badPerMillion'> {
  const share = draws.below(1000);
  const flaky = 20_000 + draws.below(960_000);
  if (share < 50) return { bad: 'skipped', badPerMillion: 1_000_000 };
  if (share < 60) return { bad: 'failed', badPerMillion: 1_000_000 };
  if (share < 65) return { bad: 'errored', badPerMillion: 1_000_000 };
  if (share < 87) return { bad: 'failed', badPerMillion: flaky };
  if (share < 95) return { bad: 'errored', badPerMillion: flaky };
  return { bad: 'failed', badPerMillion: 0 };
}

export function decideOutcome(seed: number, plan: TestPlan, iteration: number): Outcome {
  if (plan.badPerMillion === 0) return 'passed';
  const draw = new Draws(seed, STREAM.outcome, plan.number, iteration).below(1_000_000);
  return draw < plan.badPerMillion ? plan.bad : 'passed';
}

/** Mostly below a second, now and then up to a minute. */
export function drawDurationMs(seed: number, plan: TestPlan, iteration: number): number {
  const draws = new Draws(seed, STREAM.duration, plan.number, iteration);
  return draws.happens(4) ? draws.below(60_000) : draws.below(800);
}
