/**
 * The spectra of the components of the fibre's signal. The Fourier transform is linear: the spectrum of a channel at a
 * time is the sum of the spectra of what is heard there, each turned by its phase and scaled by its loudness. So every
 * component is transformed once, and rows are made by adding.
 */
import { ENGINE, HUM, NOISE_DEVIATION, type Tone } from './fibre.ts';
import { type ComplexSamples, createTransform, type Spectrum } from './fft.ts';
import { drawNumbers, mixBits } from './mix-bits.ts';
import type { WorkPace } from './pace.ts';

export interface ToneSpectrum {
  readonly tone: Tone;
  readonly spectrum: Spectrum;
}

export interface SpectrumBank {
  readonly points: number;
  readonly hum: readonly ToneSpectrum[];
  readonly engine: readonly ToneSpectrum[];
  readonly noises: readonly Spectrum[];
}

export interface BankShape {
  readonly points: number;
  /** Samples per second. */
  readonly prr: number;
}

export interface SpectrumLibrary {
  readonly seed: number;
  bank(shape: BankShape): Promise<SpectrumBank>;
}

const NOISES = 16;
/** All valid NFFT at one PRR are fewer. */
const BANKS = 16;

/** Makes each bank once; the oldest is forgotten when there are too many. */
export function createSpectrumLibrary(seed: number, pace: WorkPace): SpectrumLibrary {
  const banks = new Map<string, Promise<SpectrumBank>>();
  return {
    seed,
    bank(shape) {
      const key = `${shape.points}/${shape.prr}`;
      const known = banks.get(key);
      if (known !== undefined) return known;
      const [oldest] = banks.keys();
      if (banks.size >= BANKS && oldest !== undefined) banks.delete(oldest);
      const made = buildBank(shape, seed, pace);
      banks.set(key, made);
      return made;
    },
  };
}

async function buildBank({ points, prr }: BankShape, seed: number, pace: WorkPace): Promise<SpectrumBank> {
  const transform = createTransform(points);
  const transformAll = async <Item>(items: readonly Item[], sample: (item: Item) => ComplexSamples) => {
    const spectra: Spectrum[] = [];
    for (const item of items) {
      // A transform costs about as much as mixing log2(points) times its points.
      await pace.spend(points * Math.log2(points));
      spectra.push(transform(sample(item)));
    }
    return spectra;
  };
  const tones = [HUM, ...ENGINE].filter(({ hz }) => hz < prr / 2);
  const spectra = await transformAll(tones, (tone) => sampleTone(tone, points, prr));
  const pitched = tones.flatMap((tone, index) => {
    const spectrum = spectra[index];
    return spectrum === undefined ? [] : [{ tone, spectrum }];
  });
  const noises = await transformAll([...Array(NOISES).keys()], (index) =>
    sampleNoise(points, mixBits(seed, index)),
  );
  return {
    points,
    hum: pitched.filter(({ tone }) => tone === HUM),
    engine: pitched.filter(({ tone }) => tone !== HUM),
    noises,
  };
}

/** As e^(iwt), so that turning the spectrum by an angle moves the tone in its cycle. */
function sampleTone({ hz, amplitude }: Tone, points: number, prr: number): ComplexSamples {
  const samples = new Float64Array(2 * points);
  for (let n = 0; n < points; n++) {
    const angle = (2 * Math.PI * hz * n) / prr;
    samples[2 * n] = (amplitude * Math.cos(angle)) / 2;
    samples[2 * n + 1] = (amplitude * Math.sin(angle)) / 2;
  }
  return samples;
}

/** Sums of three evenly distributed numbers in [-1/2, 1/2): close to normal, with a deviation of 1/2. */
function sampleNoise(points: number, seed: number): ComplexSamples {
  const draw = drawNumbers(seed);
  const samples = new Float64Array(2 * points);
  for (let n = 0; n < points; n++) {
    samples[2 * n] = (draw() + draw() + draw() - 1.5) * 2 * NOISE_DEVIATION;
  }
  return samples;
}
