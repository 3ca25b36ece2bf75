/** Marks on the lines of flaky and failing tests, for the run page and the diff of a pull request. */
import type { Annotate } from '../model/effect.ts';
import type { StabilityReport, TestReport } from '../model/stability-report.ts';
import { showName } from '../report/escape.ts';
import { describeRate } from '../report/sentences.ts';
import { renderStrip } from '../report/strip.ts';
import { shortenMiddle, showAsBlock } from '../kit/visible.ts';
import { VERDICT_WORDS } from '../report/words.ts';
import { findPlace, type FileExists } from './place.ts';

/** GitHub shows no more of one level for a step. */
export const MOST_PER_LEVEL = 10;
const MOST_TITLE = 120;
/** Of at most 4,096 bytes: no UTF-16 unit takes more than three. */
const MOST_MESSAGE = 1300;

const LEVELS = { failing: 'error', flaky: 'warning' } as const;

export interface AnnotationLimits {
  readonly perLevel: number;
}

/** Worst first. Only tests whose file exists in the checkout: a mark on a wrong file is worse than none. */
export function planAnnotations(
  { notable }: StabilityReport,
  fileExists: FileExists,
  { perLevel }: AnnotationLimits = { perLevel: MOST_PER_LEVEL },
): Annotate[] {
  const found = { error: 0, warning: 0 };
  const annotations: Annotate[] = [];
  for (const test of notable) {
    if (test.verdict !== 'failing' && test.verdict !== 'flaky') continue;
    const level = LEVELS[test.verdict];
    if (found[level] >= perLevel) continue;
    const place = findPlace(test, fileExists);
    if (place === null) continue;
    found[level] += 1;
    annotations.push({ kind: 'annotate', level, ...place, ...describe(test) });
  }
  return annotations;
}

function describe(test: TestReport): Pick<Annotate, 'title' | 'message'> {
  const word = VERDICT_WORDS[test.verdict];
  const [failure] = test.failures;
  const cause = failure === undefined ? '' : `\n${failure.message === '' ? failure.text : failure.message}`;
  const message = `${renderStrip(test.codes)} ${describeRate(test)}${cause}`;
  return {
    title: shortenMiddle(`${word}: ${showName(test.id, MOST_TITLE)}`, MOST_TITLE),
    message: shortenMiddle(showAsBlock(message), MOST_MESSAGE),
  };
}
