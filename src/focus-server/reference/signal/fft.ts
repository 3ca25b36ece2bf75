/** Windowed spectra. */
import FFT from 'fft.js';

/** Bins 0 .. points / 2 of a complex spectrum. */
export interface Spectrum {
  readonly real: Float32Array;
  readonly imaginary: Float32Array;
}

/** Interleaved real and imaginary parts, `2 * points` numbers. */
export type ComplexSamples = Float64Array;

/**
 * A transform of `points` samples (a power of two) with a Hann window, scaled so that a sine of amplitude a in the
 * middle of a bin reads a: 2 / sum(window), and the sum of a Hann window is points / 2.
 */
export function createTransform(points: number): (samples: ComplexSamples) => Spectrum {
  const fft = new FFT(points);
  const output = new Float64Array(2 * points);
  const windowed = new Float64Array(2 * points);
  const weights = Float64Array.from(
    { length: points },
    (_, n) => ((0.5 - 0.5 * Math.cos((2 * Math.PI * n) / points)) * 4) / points,
  );
  const bins = points / 2 + 1;

  return (samples) => {
    for (let n = 0; n < points; n++) {
      const weight = weights[n] ?? 0;
      windowed[2 * n] = weight * (samples[2 * n] ?? 0);
      windowed[2 * n + 1] = weight * (samples[2 * n + 1] ?? 0);
    }
    fft.transform(output, windowed);
    const real = new Float32Array(bins);
    const imaginary = new Float32Array(bins);
    for (let k = 0; k < bins; k++) {
      real[k] = output[2 * k] ?? 0;
      imaginary[k] = output[2 * k + 1] ?? 0;
    }
    return { real, imaginary };
  };
}
