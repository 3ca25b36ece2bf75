/** Figures for machines: short, and the same on every platform, whose logarithms differ in the last digit. */

/** Six significant digits below 1, three decimals from there on; integers stay as they are. */
export function roundFigure(value: number): number {
  if (Number.isInteger(value)) return value;
  return Math.abs(value) >= 1 ? Math.round(value * 1000) / 1000 : Number(value.toPrecision(6));
}

/** As JSON: `null` for an unknown figure and for what is no number. */
export function writeFigure(value: number | null): string {
  return value === null || !Number.isFinite(value) ? 'null' : `${roundFigure(value)}`;
}

/** For the page: as many digits as anybody reads, whole milliseconds from 100 on, hundredths below. */
export function roundMs(ms: number | null): number | null {
  if (ms === null) return null;
  return ms >= 100 ? Math.round(ms) : Math.round(ms * 100) / 100;
}

/** For the page: four significant digits. */
export function roundRate(rate: number): number {
  return Number(rate.toPrecision(4));
}
