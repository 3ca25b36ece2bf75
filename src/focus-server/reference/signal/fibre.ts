/**
 * What the synthetic fibre hears, in units of amplitude: noise everywhere, the hum of the mains on every channel, and a
 * convoy of engines that drives along the fibre.
 */

/** A component of the signal that has a pitch. */
export interface Tone {
  readonly hz: number;
  readonly amplitude: number;
}

export const HUM: Tone = { hz: 50, amplitude: 1 };

/** Heard at full strength where an engine is. */
export const ENGINE: readonly Tone[] = [
  { hz: 23, amplitude: 1.5 },
  { hz: 92, amplitude: 3 },
  { hz: 184, amplitude: 2 },
  { hz: 368, amplitude: 1 },
];

/** Standard deviation of the noise. */
export const NOISE_DEVIATION = 0.5;

/** Channels between two engines, so that any wide enough range sees one. */
export const ENGINE_SPACING = 40;
/** Channels per second, towards higher channels. */
export const ENGINE_SPEED = 2;
/** Channels; standard deviation of the bell curve by which an engine fades with distance. */
const ENGINE_WIDTH = 3;

/** How loud the nearest engine is at a channel: 1 where it is, falling to 0. `timeMs` is epoch milliseconds. */
export function engineGain(channel: number, timeMs: number): number {
  const behind = positiveRemainder(channel - (ENGINE_SPEED * timeMs) / 1000, ENGINE_SPACING);
  const distance = Math.min(behind, ENGINE_SPACING - behind);
  return Math.exp(-((distance / ENGINE_WIDTH) ** 2) / 2);
}

/** Radians: where in its cycle a tone is at a time. */
export function phaseAt({ hz }: Tone, timeMs: number): number {
  return 2 * Math.PI * positiveRemainder((hz * timeMs) / 1000, 1);
}

function positiveRemainder(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
