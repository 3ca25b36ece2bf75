/** Numbers that look random and are the same on every machine: integers only, no clock, no Math.random. */

export class Draws {
  private state: number;

  /** Equal keys give equal draws, so any part of a workload can be made without the parts before it. */
  constructor(seed: number, ...keys: readonly number[]) {
    this.state = keys.reduce((state, key) => scramble((state ^ scramble(key)) >>> 0), scramble(seed));
  }

  /** A whole number in 0 .. 2^32 - 1. */
  next(): number {
    this.state = (this.state + 0x9e3779b9) >>> 0;
    return scramble(this.state);
  }

  /** A whole number in 0 .. limit - 1. */
  below(limit: number): number {
    return this.next() % limit;
  }

  /** True in `percent` of 100 cases. */
  happens(percent: number): boolean {
    return this.below(10_000) < percent * 100;
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.below(items.length)] ?? items[0];
  }
}

/** The integer hash "lowbias32" of Chris Wellons' hash prospector. */
function scramble(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}
