/**
 * Numbers byte strings: the same bytes get the same number, from 0 in order of first appearance.
 * Bytes live in an arena of blocks and are compared in full, so two names never become one by a hash collision,
 * and a name costs its bytes plus twelve; a JavaScript string would cost several times that.
 */
import { grow } from './growable.ts';

const BLOCK_BITS = 20;
const BLOCK = 1 << BLOCK_BITS;

/** A byte range to look up; one object is reused, because this happens millions of times. */
export interface ByteKey {
  bytes: Uint8Array;
  start: number;
  end: number;
  /** Makes equal bytes different keys, e.g. equal names in different scopes. */
  salt: number;
}

export class ByteInterner {
  count = 0;
  private readonly blocks: Buffer[] = [];
  private used = BLOCK;
  private offsets = new Uint32Array(1024);
  private lengths = new Uint16Array(1024);
  private salts = new Uint32Array(1024);
  private slots = new Uint32Array(4096);

  /** Number of the key, taken up when it is new. Ranges longer than 65,535 bytes are refused. */
  intern(key: ByteKey): number {
    if (this.count * 5 > this.slots.length * 3) this.rehash();
    const mask = this.slots.length - 1;
    let slot = hashOf(key.bytes, key.start, key.end) ^ Math.imul(key.salt + 1, 0x9e3779b1);
    slot = (slot ^ (slot >>> 15)) & mask;
    for (;;) {
      const entry = this.slots[slot] as number;
      if (entry === 0) return this.add(key, slot);
      if (this.equals(entry - 1, key)) return entry - 1;
      slot = (slot + 1) & mask;
    }
  }

  /** True when entry `id` is exactly this key. */
  equals(id: number, key: ByteKey): boolean {
    const length = key.end - key.start;
    if (this.lengths[id] !== length || this.salts[id] !== key.salt) return false;
    const offset = this.offsets[id] as number;
    const block = this.blocks[offset >>> BLOCK_BITS] as Buffer;
    const at = offset & (BLOCK - 1);
    const { bytes, start } = key;
    for (let i = 0; i < length; i += 1) if (block[at + i] !== bytes[start + i]) return false;
    return true;
  }

  saltOf(id: number): number {
    return this.salts[id] ?? 0;
  }

  text(id: number): string {
    const offset = this.offsets[id] ?? 0;
    const at = offset & (BLOCK - 1);
    return this.blocks[offset >>> BLOCK_BITS]?.toString('utf8', at, at + (this.lengths[id] ?? 0)) ?? '';
  }

  private add(key: ByteKey, slot: number): number {
    const length = key.end - key.start;
    if (length > 0xffff) throw new RangeError('a name longer than 65,535 bytes');
    // `>=`, so that an entry never starts at the end of a block, not even an empty one.
    if (this.used + length >= BLOCK) {
      this.blocks.push(Buffer.allocUnsafeSlow(BLOCK));
      this.used = 0;
    }
    const block = this.blocks[this.blocks.length - 1] as Buffer;
    block.set(key.bytes.subarray(key.start, key.end), this.used);
    const id = this.count;
    this.offsets = grow(this.offsets, id);
    this.lengths = grow(this.lengths, id);
    this.salts = grow(this.salts, id);
    this.offsets[id] = ((this.blocks.length - 1) << BLOCK_BITS) | this.used;
    this.lengths[id] = length;
    this.salts[id] = key.salt;
    this.used += length;
    this.count += 1;
    this.slots[slot] = this.count;
    return id;
  }

  private rehash(): void {
    const slots = new Uint32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 0; id < this.count; id += 1) {
      const offset = this.offsets[id] as number;
      const at = offset & (BLOCK - 1);
      const block = this.blocks[offset >>> BLOCK_BITS] as Buffer;
      let slot =
        hashOf(block, at, at + (this.lengths[id] as number)) ^
        Math.imul((this.salts[id] as number) + 1, 0x9e3779b1);
      slot = (slot ^ (slot >>> 15)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.slots = slots;
  }
}

/** FNV-1a over the bytes with a final mix; only spreads entries, equality is decided by comparing bytes. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  return Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
}
