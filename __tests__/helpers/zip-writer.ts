/** Writes ZIP archives byte by byte, honest ones and every kind of lie. */
import { deflateRawSync } from 'node:zlib';
import { crc32ByTable } from '../../src/collect/zip/crc32.ts';

export interface EntrySpec {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** Compressed already; overrides `content` as data, whose size and checksum are still declared. */
  readonly packed?: Uint8Array;
  readonly stored?: boolean;
  /** Figures stand behind the data, in one of the forms in use. */
  readonly descriptor?: 'short' | 'long' | 'unsigned-short' | 'unsigned-long';
  /** Figures stand in the zip64 field of the directory, and of the local header if there is no descriptor. */
  readonly zip64?: boolean;
  /** What the directory says, whatever is true. */
  readonly declare?: Partial<Figures>;
  /** What the local header says; else the same as the directory. */
  readonly local?: Partial<Omit<Figures, 'mode' | 'offset'>> & { readonly name?: string };
  /** Lies behind the data instead of the figures. */
  readonly descriptorCrc?: number;
  /** Bytes of local extra field, as other writers leave them there. */
  readonly localExtra?: Uint8Array;
}

export interface Figures {
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly offset: number;
  /** Unix file mode. */
  readonly mode: number;
}

export interface ArchiveSpec {
  readonly comment?: string;
  /** End record in zip64 form. */
  readonly zip64End?: boolean;
  /** What the end record says. */
  readonly entries?: number;
  readonly directoryBytes?: number;
  readonly directoryOffset?: number;
}

const u16 = (value: number): Buffer => Buffer.from([value & 255, (value >>> 8) & 255]);
const u32 = (value: number): Buffer => Buffer.concat([u16(value & 0xffff), u16(value >>> 16)]);
const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};
const SATURATED = 0xffffffff;
const DESCRIPTOR = 8;

export function writeZip(entries: readonly EntrySpec[], spec: ArchiveSpec = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const figures = measureEntry(entry, at);
    const bytes = Buffer.concat([
      writeLocalHeader(entry, name, figures),
      packEntry(entry),
      writeDescriptor(entry, figures),
    ]);
    parts.push(bytes);
    directory.push(writeDirectoryHeader(entry, name, { ...figures, ...entry.declare }));
    at += bytes.length;
  }
  return Buffer.concat([...parts, ...directory, writeEnd(spec, { entries: entries.length, at, directory })]);
}

function packEntry({ content = '', packed, stored }: EntrySpec): Buffer {
  if (packed !== undefined) return Buffer.from(packed);
  return stored === true ? Buffer.from(content) : deflateRawSync(content);
}

function measureEntry(entry: EntrySpec, offset: number): Figures {
  const content = Buffer.from(entry.content ?? '');
  return {
    method: entry.stored === true ? 0 : 8,
    flags: 0x800 | (entry.descriptor === undefined ? 0 : DESCRIPTOR),
    crc: crc32ByTable(content, 0),
    packedBytes: packEntry(entry).length,
    bytes: content.length,
    offset,
    mode: 0o100644,
  };
}

function writeLocalHeader(entry: EntrySpec, name: Buffer, figures: Figures): Buffer {
  const later = entry.descriptor !== undefined;
  const said = {
    ...figures,
    ...entry.declare,
    ...(later ? { crc: 0, packedBytes: 0, bytes: 0 } : {}),
    ...entry.local,
  };
  const long = entry.zip64 === true && !later;
  const extra = Buffer.concat([
    long ? Buffer.concat([u16(1), u16(16), u64(said.bytes), u64(said.packedBytes)]) : Buffer.alloc(0),
    entry.localExtra ?? Buffer.alloc(0),
  ]);
  const localName = entry.local?.name === undefined ? name : Buffer.from(entry.local.name);
  return Buffer.concat([
    u32(0x04034b50),
    u16(20),
    u16(said.flags),
    u16(said.method),
    u32(0),
    u32(said.crc),
    u32(long ? SATURATED : said.packedBytes),
    u32(long ? SATURATED : said.bytes),
    u16(localName.length),
    u16(extra.length),
    localName,
    extra,
  ]);
}

function writeDescriptor({ descriptor, descriptorCrc }: EntrySpec, figures: Figures): Buffer {
  if (descriptor === undefined) return Buffer.alloc(0);
  const size = descriptor.endsWith('long') ? u64 : u32;
  return Buffer.concat([
    descriptor.startsWith('unsigned') ? Buffer.alloc(0) : u32(0x08074b50),
    u32(descriptorCrc ?? figures.crc),
    size(figures.packedBytes),
    size(figures.bytes),
  ]);
}

function writeDirectoryHeader(entry: EntrySpec, name: Buffer, figures: Figures): Buffer {
  const long = entry.zip64 === true;
  const extra = long
    ? Buffer.concat([
        u16(0x5455),
        u16(1),
        Buffer.alloc(1),
        u16(1),
        u16(24),
        u64(figures.bytes),
        u64(figures.packedBytes),
        u64(figures.offset),
      ])
    : Buffer.alloc(0);
  return Buffer.concat([
    u32(0x02014b50),
    u16((3 << 8) | 45),
    u16(20),
    u16(figures.flags),
    u16(figures.method),
    u32(0),
    u32(figures.crc),
    u32(long ? SATURATED : figures.packedBytes),
    u32(long ? SATURATED : figures.bytes),
    u16(name.length),
    u16(extra.length),
    u16(0),
    u16(0),
    u16(0),
    u16(0),
    u16(figures.mode),
    u32(long ? SATURATED : figures.offset),
    name,
    extra,
  ]);
}

interface Layout {
  readonly entries: number;
  readonly at: number;
  readonly directory: readonly Buffer[];
}

function writeEnd(spec: ArchiveSpec, { entries: count, at, directory }: Layout): Buffer {
  const size = spec.directoryBytes ?? directory.reduce((sum, { length }) => sum + length, 0);
  const offset = spec.directoryOffset ?? at;
  const entries = spec.entries ?? count;
  const comment = Buffer.from(spec.comment ?? '');
  const long = spec.zip64End === true;
  const recordAt = at + directory.reduce((sum, { length }) => sum + length, 0);
  const end64 = [
    u32(0x06064b50),
    u64(44),
    u16(45),
    u16(45),
    u32(0),
    u32(0),
    u64(entries),
    u64(entries),
    u64(size),
    u64(offset),
    u32(0x07064b50),
    u32(0),
    u64(recordAt),
    u32(1),
  ];
  return Buffer.concat([
    ...(long ? end64 : []),
    u32(0x06054b50),
    u16(0),
    u16(0),
    u16(long ? 0xffff : entries),
    u16(long ? 0xffff : entries),
    u32(long ? SATURATED : size),
    u32(long ? SATURATED : offset),
    u16(comment.length),
    comment,
  ]);
}
