/** As many digits as anybody reads: whole milliseconds from 100 on, hundredths below. */
export function roundMs(ms: number | null): number | null {
  if (ms === null) return null;
  return ms >= 100 ? Math.round(ms) : Math.round(ms * 100) / 100;
}

/** Four significant digits. */
export function roundRate(rate: number): number {
  return Number(rate.toPrecision(4));
}
