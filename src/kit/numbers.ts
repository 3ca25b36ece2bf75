/** Numbers as they are written down. */

/** Milliseconds to whole microseconds: a duration is a measurement, not sixteen digits. */
export function roundTime(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

/** The nearest value from `least` to `most`; `least` where that is larger. */
export function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
