/** What is given to those who need time and chance, so that tests own both. */

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back once after `ms` milliseconds of this clock; returns what cancels it. Never keeps the process alive. */
  after(ms: number, callback: () => void): () => void;
}

/** The next number in [0, 1) of a seeded sequence. */
export type Random = () => number;
