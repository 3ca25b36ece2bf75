/** Numbers that depend on nothing but a seed and a name. */
import { hashText, spreadBits } from '../kit/random.ts';

/** A sequence in [0, 1): a Weyl sequence through the finaliser of MurmurHash3. */
export function createRandom(seed: number, name: string): () => number {
  let state = hashText(`${seed}:${name}`);
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    return (spreadBits(state) >>> 0) / 2 ** 32;
  };
}

/** Fisher-Yates; the list given stays as it is. */
export function shuffle<T>(list: readonly T[], random: () => number): T[] {
  const left = [...list];
  const shuffled: T[] = [];
  while (left.length > 0) shuffled.push(...left.splice(Math.floor(random() * left.length), 1));
  return shuffled;
}
