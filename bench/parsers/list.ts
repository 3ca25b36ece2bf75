/** Every parser that takes part. The first two are ours; ratios are against `fast-xml-parser`. */
import type { CountCases } from './counts.ts';

export interface ParserEntry {
  readonly name: string;
  /** Fewer for those that take long. */
  readonly rounds: number;
  load(): Promise<CountCases>;
}

export const REFERENCE = 'fast-xml-parser';
export const OUTCOME_SCAN = 'ours, outcome scan';

const ROUNDS = 7;
const SLOW_ROUNDS = 5;

export const PARSERS: readonly ParserEntry[] = [
  { name: OUTCOME_SCAN, rounds: ROUNDS, load: async () => (await import('./ours.ts')).scanOutcomes },
  {
    name: 'ours, into the matrix',
    rounds: ROUNDS,
    load: async () => (await import('./ours.ts')).buildMatrix,
  },
  { name: REFERENCE, rounds: ROUNDS, load: async () => (await import('./fast-xml-parser.ts')).count },
  { name: 'sax', rounds: ROUNDS, load: async () => (await import('./sax.ts')).count },
  { name: 'saxes', rounds: ROUNDS, load: async () => (await import('./saxes.ts')).count },
  { name: 'htmlparser2', rounds: ROUNDS, load: async () => (await import('./htmlparser2.ts')).count },
  { name: 'sax-wasm', rounds: ROUNDS, load: async () => (await import('./sax-wasm.ts')).count },
  { name: 'xml2js', rounds: SLOW_ROUNDS, load: async () => (await import('./xml2js.ts')).count },
  { name: 'xml-js', rounds: SLOW_ROUNDS, load: async () => (await import('./xml-js.ts')).count },
];
