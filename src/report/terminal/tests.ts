/** A few tests with their strips, one a line, in columns. */
import type { TestReport } from '../../model/stability-report.ts';
import { decideFinalOutcome } from '../../model/final-outcome.ts';
import { renderStrip } from '../strip.ts';
import { showName } from '../escape.ts';
import { formatInterval, plural } from '../words.ts';
import type { Colors, Paint } from './colors.ts';
import { fitMiddle, measureWidth, padEnd, padStart } from './width.ts';

const LEAST_NAME = 10;

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
  const lines = tests.slice(0, most).map((test) => describeTest(test, width < 60 ? 7 : 15));
  const columns = planColumns(lines, width);
  const rendered = lines.map((line) => {
    const strip = paintStrip(padEnd(line.strip, columns.strip), colors);
    const name = padEnd(fitMiddle(line.name, columns.name), columns.name);
    const rate = columns.rate === 0 ? '' : padStart(line.rate, columns.rate);
    return `${strip}  ${name}  ${padStart(line.failed, columns.failed)}  ${rate}`.trimEnd();
  });
  const rest = tests.length - lines.length;
  return rest > 0 ? [...rendered, `… and ${plural(rest, 'more test')}`] : rendered;
}

/** The name gets what the figures leave; where that is too little, the rate gives way. */
function planColumns(lines: readonly Line[], width: number): Record<keyof Line, number> {
  const widest = (column: keyof Line): number =>
    Math.max(0, ...lines.map((line) => measureWidth(line[column])));
  const [strip, failed] = [widest('strip'), widest('failed')];
  const withoutRate = width - strip - failed - 4;
  const withRate = withoutRate - widest('rate') - 2;
  const rate = withRate < LEAST_NAME ? 0 : widest('rate');
  return { strip, failed, rate, name: Math.min(widest('name'), rate === 0 ? withoutRate : withRate) };
}

function describeTest(test: TestReport, mostSigns: number): Line {
  return {
    strip: renderStrip(test.codes, mostSigns),
    name: showName(test.id, 400),
    failed: `${test.failed}/${test.ran}`,
    // It tells nothing about a test that never passed.
    rate: decideFinalOutcome(test) === 'failed' ? '' : formatInterval(test.low, test.high),
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
