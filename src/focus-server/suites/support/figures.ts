/** What a person may set for the bundled suites: `--set samples=20`. The table in docs/SUITES.md is made from here. */
import { suggest } from '../../../kit/did-you-mean.ts';
import { mistake, setting, UsageError, type Mistake } from '../../../kit/usage-error.ts';

export interface Figure {
  /** Part of the name of the suite. */
  readonly suite: string;
  readonly meaning: string;
  readonly standard: number;
  /** For the table, where the standard is not the same for all tests and servers. */
  readonly standardText?: string;
  /** The largest that the time limits of the tests have room for. */
  readonly most: number;
}

const SCALED = '× `latency-scale`';

export const FIGURES = {
  samples: {
    suite: 'performance',
    meaning: 'Samples of each operation',
    standard: 100,
    standardText: '100, of the slower two 40; at night always 100',
    most: 10_000,
  },
  'sample-seconds': {
    suite: 'performance',
    meaning: 'Time for the samples of one operation; a server too slow for it gives fewer',
    standard: 20,
    standardText: '20, at night 600',
    most: 600,
  },
  'load-seconds': {
    suite: 'load',
    meaning: 'How long jobs are made and ended one after the other',
    standard: 3,
    most: 1500,
  },
  'load-nightly-seconds': {
    suite: 'load',
    meaning: 'The same in the test for the night',
    standard: 300,
    most: 1500,
  },
  'live-seconds': { suite: 'live', meaning: 'How long a live stream is watched', standard: 3, most: 1500 },
  'live-nightly-seconds': {
    suite: 'live',
    meaning: 'The same in the tests for the night',
    standard: 60,
    most: 1500,
  },
  'live-gap-seconds': {
    suite: 'live, partition',
    meaning: 'How long a live stream may be silent',
    standard: 5,
    standardText: `5 ${SCALED}; also what is set is multiplied`,
    most: 20,
  },
  'clock-tolerance-seconds': {
    suite: 'live, partition',
    meaning: 'How far rows may be stamped from the time of their arrival',
    standard: 5,
    standardText: `5 ${SCALED}; also what is set is multiplied`,
    most: 86_400,
  },
  'recovery-seconds': {
    suite: 'partition',
    meaning: 'How long recovery from a fault may take',
    standard: 60,
    standardText: `60 ${SCALED}`,
    most: 240,
  },
  'grace-seconds': {
    suite: 'partition',
    meaning:
      'How long after the end of its jobs objects may remain; 60 and more on servers that cannot cancel jobs',
    standard: 10,
    standardText: `10 ${SCALED}`,
    most: 240,
  },
  'unconnected-seconds': {
    suite: 'live',
    meaning:
      'How long a job lives that no client connects to: it must be there after 60 % of it, and gone after 180 %; the embedded server scales all its lifetimes by it',
    standard: 50,
    standardText: `50; 180 % of it ${SCALED}`,
    most: 300,
  },
  'cleanup-seconds': {
    suite: 'all',
    meaning: 'How soon a job that was ended must be forgotten',
    standard: 5,
    standardText: `5 ${SCALED}; also what is set is multiplied`,
    most: 20,
  },
} as const satisfies Readonly<Record<string, Figure>>;

export type FigureName = keyof typeof FIGURES;

const isFigure = (name: string): name is FigureName => Object.hasOwn(FIGURES, name);

/** @throws UsageError when it is no number from 0 to what is the most */
export function parseFigure(name: FigureName, text: string): number {
  const wrong = findWrong(name, text);
  if (wrong !== null) throw new UsageError(wrong);
  return Number(text);
}

function findWrong(name: FigureName, text: string): Mistake | null {
  const { most } = FIGURES[name];
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= most) return null;
  return mistake`${setting('set', `${name}=${text}`)}: not a number from 0 to ${most}`;
}

/** @throws UsageError with all settings that no bundled suite asks for, and all values that mean nothing */
export function checkFigures(settings: Readonly<Record<string, string>>): void {
  const known = Object.keys(FIGURES);
  const mistakes = Object.entries(settings).flatMap(([name, text]) =>
    isFigure(name)
      ? (findWrong(name, text) ?? [])
      : mistake`${setting('set', name)}: no bundled suite asks for it; they ask for ${known.join(', ')}${suggest(name, known)}`,
  );
  if (mistakes.length > 0) throw new UsageError(mistakes);
}

/** What multiplies the lifetimes of a reference server that should be as the suites are told. */
export function scaleLifetimes(settings: Readonly<Record<string, string>>): number {
  const { standard, most } = FIGURES['unconnected-seconds'];
  const seconds = Number(settings['unconnected-seconds'] ?? standard);
  // Suites of somebody's own may mean something else by that name.
  return seconds > 0 ? Math.min(seconds, most) / standard : 1;
}
