/** The figures of one test as sentences a person can act on. */
import type { Verdict } from '../../../model/verdict.ts';
import { formatInterval, formatMinutes, formatPercent, plural } from '../../words.ts';
import type { Shape } from './tests.ts';

const EXPLANATIONS: Readonly<Record<Verdict, (shape: Shape) => string>> = {
  failing: ({ pBroken }) =>
    `It is broken with ${formatPercent(pBroken)} probability: chance does not explain its failures.`,
  flaky: ({ pFlaky }) =>
    `It is flaky with ${formatPercent(pFlaky)} probability: one commit, different outcomes.`,
  suspect: ({ pFlaky, pBroken }) =>
    `Not enough to call it: flaky with ${formatPercent(pFlaky)}, broken with ${formatPercent(pBroken)} probability.`,
  new: () => 'It was seen in one night only, so there is no history to judge it by.',
  inconclusive: ({ ran }) =>
    ran === 0 ? 'It never ran, so nothing is known.' : `${plural(ran, 'run')}: too few to judge it.`,
  skipped: () => 'It was skipped, which is no evidence either way.',
  stable: ({ failed, ran }) =>
    failed > 0
      ? 'Its failures belong to an incident rather than to the test.'
      : `It passed in all ${plural(ran, 'run')}.`,
};

/** Why the verdict is what it is. */
export function explainVerdict(shape: Shape): string {
  return EXPLANATIONS[shape.verdict](shape);
}

/** Label, figure and meaning; only figures that say something about this verdict. */
export function explainScore(
  shape: Shape,
  costMinutes: number | null,
): readonly (readonly [string, string, string])[] {
  const { score, median, low, high, runs95, nights95, redNight, hiddenRate95 } = shape;
  if (shape.ran === 0) return [];
  const facts: (readonly [string, string, string])[] = [
    ['Score', formatPercent(score), `probability that a flake makes its next run fail${describeOdds(score)}`],
  ];
  if (shape.failed === 0) {
    facts.push([
      'Still possible',
      formatPercent(hiddenRate95),
      'largest flake rate that its clean runs leave open (95 % confidence)',
    ]);
    return facts;
  }
  facts.push(
    [
      'Flake rate',
      formatInterval(low, high),
      `90 % credible interval given that it is flaky; median ${formatPercent(median)}`,
    ],
    ['Seen again in', plural(runs95, 'run'), `or ${plural(nights95, 'night')}, with 95 % probability`],
    ['Red night', formatPercent(redNight), 'probability that it turns the next night red by a flake'],
  );
  if (costMinutes !== null)
    facts.push(['Cost', formatMinutes(costMinutes), 'expected CI time lost to it a month']);
  return facts;
}

function describeOdds(score: number): string {
  if (score < 0.001 || score > 0.67) return '';
  return `, about one run in ${Math.max(2, Math.round(1 / score))}`;
}
