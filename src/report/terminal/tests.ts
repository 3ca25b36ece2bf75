/** A few tests with their strips, one a line, in columns. */
import type { TestReport } from '../../model/stability-report.ts';
import { renderStrip } from '../strip.ts';
import { showName } from '../escape.ts';
import { formatInterval, plural } from '../words.ts';
import type { Colors, Paint } from './colors.ts';
import { fitMiddle, measureWidth, padEnd, padStart } from './width.ts';

const MOST_SIGNS = 15;

interface Line {
  readonly strip: string;
  readonly name: string;
  readonly failed: string;
  readonly rate: string;
}

export function renderTests(
  tests: readonly TestReport[],
  { colors, width, most }: { colors: Colors; width: number; most: number },
): string[] {
  const lines = tests.slice(0, most).map(describeTest);
  const widest = (column: keyof Line): number => Math.max(...lines.map((line) => measureWidth(line[column])));
  const [strip, failed, rate] = [widest('strip'), widest('failed'), widest('rate')];
  const room = width - strip - failed - rate - 6;
  const name = Math.min(room, widest('name'));
  const rendered = lines.map((line) => {
    const figures = `${padStart(line.failed, failed)}  ${padStart(line.rate, rate)}`;
    const title = padEnd(fitMiddle(line.name, name), name);
    return `${paintStrip(padEnd(line.strip, strip), colors)}  ${title}  ${figures}`.trimEnd();
  });
  const rest = tests.length - lines.length;
  return rest > 0 ? [...rendered, `… and ${plural(rest, 'more test')}`] : rendered;
}

function describeTest(test: TestReport): Line {
  return {
    strip: renderStrip(test.codes, MOST_SIGNS),
    name: showName(test.id, 400),
    failed: `${test.failed}/${test.ran}`,
    rate: test.verdict === 'failing' ? '' : formatInterval(test.low, test.high),
  };
}

function paintStrip(strip: string, colors: Colors): string {
  const paints = new Map<string, Paint>([
    ['✓', colors.green],
    ['✗', colors.red],
    ['↻', colors.yellow],
  ]);
  return strip.replace(/[✓✗↻]/g, (sign) => paints.get(sign)?.(sign) ?? sign);
}
