/** One row of a spectrogram: what every channel hears at one time. */
import { engineGain, phaseAt } from './fibre.ts';
import type { Spectrum } from './fft.ts';
import type { BinGroups } from './bin-groups.ts';
import { mixBits } from './mix-bits.ts';
import type { SpectrumBank, ToneSpectrum } from './spectrum-bank.ts';

export interface RowMixer {
  /**
   * Writes the linear magnitudes of a channel, one per frequency, to `target` from `offset`. The largest bin of a group
   * speaks for it.
   */
  mixChannel(channel: number, target: Float32Array, offset: number): void;
}

export interface RowMoment {
  readonly seed: number;
  /** Epoch milliseconds. */
  readonly timeMs: number;
}

/** Adds the tones once for the row; channels then add their noise and the engine as loud as it is there. */
export function createRowMixer(bank: SpectrumBank, groups: BinGroups, moment: RowMoment): RowMixer {
  const { seed, timeMs } = moment;
  const hum = addTones(bank.hum, bank.points, timeMs);
  const engine = addTones(bank.engine, bank.points, timeMs);

  return {
    mixChannel(channel, target, offset) {
      const noise = bank.noises[mixBits(seed, channel, timeMs) % bank.noises.length] ?? hum;
      const sources: ChannelSources = { hum, engine, noise, gain: engineGain(channel, timeMs) };
      for (let index = 0; index < groups.count; index++) {
        target[offset + index] = peakMagnitude(sources, groups.first[index] ?? 0, groups.end[index] ?? 0);
      }
    },
  };
}

interface ChannelSources {
  readonly hum: Spectrum;
  readonly engine: Spectrum;
  readonly noise: Spectrum;
  /** Of the engine. */
  readonly gain: number;
}

function peakMagnitude({ hum, engine, noise, gain }: ChannelSources, first: number, end: number): number {
  let peak = 0;
  for (let k = first; k < end; k++) {
    const real = (hum.real[k] ?? 0) + (noise.real[k] ?? 0) + gain * (engine.real[k] ?? 0);
    const imaginary = (hum.imaginary[k] ?? 0) + (noise.imaginary[k] ?? 0) + gain * (engine.imaginary[k] ?? 0);
    const power = real * real + imaginary * imaginary;
    if (power > peak) peak = power;
  }
  return Math.sqrt(peak);
}

function addTones(tones: readonly ToneSpectrum[], points: number, timeMs: number): Spectrum {
  const bins = points / 2 + 1;
  const sum = { real: new Float32Array(bins), imaginary: new Float32Array(bins) };
  for (const { tone, spectrum } of tones) {
    const cos = Math.cos(phaseAt(tone, timeMs));
    const sin = Math.sin(phaseAt(tone, timeMs));
    for (let k = 0; k < bins; k++) {
      const real = spectrum.real[k] ?? 0;
      const imaginary = spectrum.imaginary[k] ?? 0;
      sum.real[k] = (sum.real[k] ?? 0) + real * cos - imaginary * sin;
      sum.imaginary[k] = (sum.imaginary[k] ?? 0) + real * sin + imaginary * cos;
    }
  }
  return sum;
}
