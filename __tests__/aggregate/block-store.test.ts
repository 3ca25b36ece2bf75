import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK_BYTES, BlockStore, placeInBlock } from '../../src/aggregate/block-store.ts';

function write(store: BlockStore, bytes: Uint8Array): number {
  const position = store.reserve(bytes.length);
  store.blockAt(position).set(bytes, placeInBlock(position));
  return position;
}

function read(store: BlockStore, position: number, length: number): Buffer {
  const at = placeInBlock(position);
  return Buffer.from(store.blockAt(position).subarray(at, at + length));
}

/** Up to the largest piece there may be; each piece tells its number. */
const size = fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: BLOCK_BYTES - 5, max: 65_536 }));
const makePiece = (length: number, number: number): Buffer =>
  Buffer.alloc(length, `${number} is the number of this piece; `);

describe('the block store', () => {
  it('reads at any place and in any order what was written, however few blocks stay plain', () => {
    fc.assert(
      fc.property(
        fc.array(size, { minLength: 1, maxLength: 150, size: 'max' }),
        fc.array(fc.nat(), { maxLength: 300, size: 'max' }),
        fc.integer({ min: 1, max: 5 }),
        (sizes, visits, plainBlocks) => {
          const store = new BlockStore(plainBlocks);
          const pieces = sizes.map(makePiece);
          const positions = pieces.map((piece) => write(store, piece));
          for (const visit of [...visits, ...visits.toReversed()]) {
            const index = visit % pieces.length;
            const piece = pieces[index] ?? Buffer.alloc(0);
            expect(read(store, positions[index] ?? 0, piece.length).equals(piece)).toBe(true);
          }
        },
      ),
      { seed: 5, numRuns: 60 },
    );
  });

  it('reads between the writing, also from the block that is being filled', () => {
    const store = new BlockStore(2);
    const positions: number[] = [];
    for (let number = 0; number < 3000; number += 1) {
      positions.push(write(store, makePiece(40, number)));
      const earlier = (number * 7919) % (number + 1);
      expect(read(store, positions[earlier] ?? 0, 40).equals(makePiece(40, earlier))).toBe(true);
      expect(read(store, positions[number] ?? 0, 40).equals(makePiece(40, number))).toBe(true);
    }
  });

  it('refuses a piece that is too large', () => {
    expect(() => new BlockStore().reserve(65_537)).toThrow(RangeError);
  });
});
