/**
 * Bytes that are written once and read at any place. They lie in small blocks: the newest of them and those read last
 * stay as they are, the rest is squeezed. A suite must have hundreds of thousands of tests before that happens at all.
 */
import { MOST_SQUEEZED, squeeze, unsqueeze } from './squeeze.ts';

const BLOCK_BITS = 13;
/** Small, because reading one name may unsqueeze a whole block: about ten microseconds. */
export const BLOCK_BYTES = 1 << BLOCK_BITS;
const MOST_BLOCKS = 2 ** (32 - BLOCK_BITS);
/** 16 MB. */
const PLAIN_BLOCKS = 2048;

/** Where `position` lies in the block that `blockAt` gives. */
export function placeInBlock(position: number): number {
  return position & (BLOCK_BYTES - 1);
}

export class BlockStore {
  /** By block number: its bytes while it is plain, and what they were squeezed to once they were. */
  private readonly plain: (Buffer | null)[] = [];
  private readonly squeezed: (Uint8Array | null)[] = [];
  private readonly sizes: number[] = [];
  /** Numbers of the plain blocks, a ring that begins at `oldest`; the block that is being filled is not in it. */
  private readonly ring: number[] = [];
  private oldest = 0;
  private used = BLOCK_BYTES;
  private readonly most: number;

  constructor(plainBlocks = PLAIN_BLOCKS) {
    this.most = plainBlocks;
  }

  /** Makes room for 1 to 65,536 bytes inside one block; returns their position, below 2^32. */
  reserve(size: number): number {
    if (size > MOST_SQUEEZED) throw new RangeError(`${size} bytes in one piece`);
    // What is larger than a block gets one of its own.
    if (this.used + size > BLOCK_BYTES) this.openBlock(Math.max(size, BLOCK_BYTES));
    const position = (this.plain.length - 1) * BLOCK_BYTES + this.used;
    this.used += size;
    return position;
  }

  /** The block that holds `position`: to be read, and after `reserve` to be written. Valid until the next call. */
  blockAt(position: number): Buffer {
    const number = position >>> BLOCK_BITS;
    return this.plain[number] ?? this.restore(number);
  }

  private openBlock(size: number): void {
    const number = this.plain.length;
    if (number === MOST_BLOCKS) throw new RangeError('more than four gigabytes of names');
    this.plain.push(this.makeRoom(number - 1, size));
    this.squeezed.push(null);
    this.sizes.push(size);
    this.used = 0;
  }

  private restore(number: number): Buffer {
    const block = this.makeRoom(number, this.sizes[number] as number);
    unsqueeze(this.squeezed[number] as Uint8Array, block);
    this.plain[number] = block;
    return block;
  }

  /** Takes block `entering` (-1: none) into the ring; returns memory for a block of `size` bytes. */
  private makeRoom(entering: number, size: number): Buffer {
    if (this.ring.length < this.most) {
      if (entering >= 0) this.ring.push(entering);
      return Buffer.allocUnsafeSlow(size);
    }
    const leaving = this.ring[this.oldest] as number;
    this.ring[this.oldest] = entering;
    this.oldest = (this.oldest + 1) % this.most;
    const memory = this.plain[leaving] as Buffer;
    this.squeezed[leaving] ??= squeeze(memory);
    this.plain[leaving] = null;
    return memory.length === size ? memory : Buffer.allocUnsafeSlow(size);
  }
}
