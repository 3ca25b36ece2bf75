/**
 * Numbers byte strings: the same bytes get the same number, from 0 in order of first appearance.
 * They are compared in full, so two names never become one by a hash collision; a JavaScript string would cost
 * several times the bytes that a name takes here.
 */
import { BlockStore, placeInBlock } from './block-store.ts';
import { grow, release } from './growable.ts';

/** A byte range to look up; one object is reused, because this happens millions of times. */
export interface ByteKey {
  bytes: Uint8Array;
  start: number;
  end: number;
  /** Makes equal bytes different keys, e.g. equal names in different scopes. */
  salt: number;
}

/** An entry in the store: four bytes of salt, two of length, and the bytes. */
const HEAD = 6;

export class ByteInterner {
  count = 0;
  private readonly store = new BlockStore();
  private positions = new Uint32Array(1024);
  private hashes = new Uint32Array(1024);
  /** Open addressing: entry + 1, or 0. */
  private slots = new Uint32Array(4096);

  /** Number of the key, taken up when it is new. Ranges longer than 65,530 bytes are refused. */
  intern(key: ByteKey): number {
    if (this.count * 5 >= this.slots.length * 3) this.enlargeTable();
    const hash = hashOf(key);
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const entry = this.slots[slot] as number;
      if (entry === 0) break;
      if (this.hashes[entry - 1] === hash && this.equals(entry - 1, key)) return entry - 1;
      slot = (slot + 1) & mask;
    }
    const id = this.add(key);
    this.hashes = grow(this.hashes, id);
    this.hashes[id] = hash;
    this.slots[slot] = id + 1;
    return id;
  }

  /** True when entry `id` is exactly this key. */
  equals(id: number, key: ByteKey): boolean {
    const { bytes, start, salt } = key;
    const length = key.end - start;
    const position = this.positions[id] as number;
    const block = this.store.blockAt(position);
    const at = placeInBlock(position);
    if (readLength(block, at) !== length || readSalt(block, at) !== salt) return false;
    const from = at + HEAD;
    for (let i = 0; i < length; i += 1) if (block[from + i] !== bytes[start + i]) return false;
    return true;
  }

  saltOf(id: number): number {
    const position = this.positions[id] as number;
    return readSalt(this.store.blockAt(position), placeInBlock(position));
  }

  text(id: number): string {
    const position = this.positions[id] as number;
    const block = this.store.blockAt(position);
    const at = placeInBlock(position);
    return block.toString('utf8', at + HEAD, at + HEAD + readLength(block, at));
  }

  /** Gives back the memory that only `intern` needs, which must not be called any more. */
  seal(): void {
    this.slots = release(this.slots);
    this.hashes = release(this.hashes);
  }

  private add({ bytes, start, end, salt }: ByteKey): number {
    const length = end - start;
    const position = this.store.reserve(HEAD + length);
    const block = this.store.blockAt(position);
    const at = placeInBlock(position);
    block[at] = salt;
    block[at + 1] = salt >>> 8;
    block[at + 2] = salt >>> 16;
    block[at + 3] = salt >>> 24;
    block[at + 4] = length;
    block[at + 5] = length >>> 8;
    const to = at + HEAD;
    for (let i = 0; i < length; i += 1) block[to + i] = bytes[start + i] as number;
    const id = this.count;
    this.positions = grow(this.positions, id);
    this.positions[id] = position;
    this.count += 1;
    return id;
  }

  private enlargeTable(): void {
    if (this.slots.length === 0) throw new Error('nothing can be added to a sealed interner');
    const slots = new Uint32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 0; id < this.count; id += 1) {
      let slot = (this.hashes[id] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.slots = slots;
  }
}

function readSalt(block: Buffer, at: number): number {
  const low = (block[at] as number) | ((block[at + 1] as number) << 8);
  return (low | ((block[at + 2] as number) << 16) | ((block[at + 3] as number) << 24)) >>> 0;
}

function readLength(block: Buffer, at: number): number {
  return (block[at + 4] as number) | ((block[at + 5] as number) << 8);
}

/** FNV-1a over the bytes and the salt with a final mix; only spreads entries, equality is decided by comparing bytes. */
function hashOf({ bytes, start, end, salt }: ByteKey): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) ^ Math.imul(salt + 1, 0x9e3779b1);
  return (hash ^ (hash >>> 15)) >>> 0;
}
