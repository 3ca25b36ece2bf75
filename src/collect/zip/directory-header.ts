/** One header of the central directory, as written; judged elsewhere. APPNOTE 4.3.12, 4.4 and 4.5.3. */
import { decodeName, normaliseName } from './entry-name.ts';

export interface DirectoryHeader {
  /** As decoded; may contain anything. */
  readonly rawName: string;
  /** With forward slashes and without empty and `.` parts; as trustworthy as the raw one. */
  readonly name: string;
  readonly nameBytes: number;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  /** Expanded bytes, as declared. */
  readonly bytes: number;
  /** Of the local header. */
  readonly offset: number;
  /** Unix file mode, 0 where the writer knows none. */
  readonly mode: number;
  readonly isFolder: boolean;
}

export const FLAG = { encrypted: 1, descriptor: 8, strongEncryption: 64, maskedDirectory: 0x2000 } as const;

const SIGNATURE = 0x02014b50;
const FIXED_BYTES = 46;
const ZIP64_FIELD = 1;
export const IN_ZIP64 = 0xffffffff;

/** The header at `at` and where the next one starts; null when there is no whole header. */
export function readHeader(
  directory: Buffer,
  at: number,
): { readonly header: DirectoryHeader; readonly next: number } | null {
  if (at + FIXED_BYTES > directory.length || directory.readUInt32LE(at) !== SIGNATURE) return null;
  const nameBytes = directory.readUInt16LE(at + 28);
  const extraAt = at + FIXED_BYTES + nameBytes;
  const extraEnd = extraAt + directory.readUInt16LE(at + 30);
  const next = extraEnd + directory.readUInt16LE(at + 32);
  if (next > directory.length) return null;
  const sizes = readLongSizes(directory.subarray(extraAt, extraEnd), {
    bytes: directory.readUInt32LE(at + 24),
    packedBytes: directory.readUInt32LE(at + 20),
    offset: directory.readUInt32LE(at + 42),
  });
  const rawName = decodeName(directory.subarray(at + FIXED_BYTES, extraAt));
  return {
    header: {
      ...sizes,
      rawName,
      name: normaliseName(rawName),
      nameBytes,
      flags: directory.readUInt16LE(at + 8),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      mode: directory.readUInt16LE(at + 40),
      isFolder: /[/\\]$/.test(rawName),
    },
    next,
  };
}

export interface Sizes {
  readonly bytes: number;
  readonly packedBytes: number;
  readonly offset: number;
}

/** Figures too large for 32 bits stand in the zip64 field, in this order, each only when its short form is saturated. */
export function readLongSizes(extra: Buffer, short: Sizes): Sizes {
  const field = findField(extra, ZIP64_FIELD);
  let at = 0;
  const widen = (figure: number): number => {
    if (figure !== IN_ZIP64 || field === null || at + 8 > field.length) return figure;
    at += 8;
    return Number(field.readBigUInt64LE(at - 8));
  };
  return { bytes: widen(short.bytes), packedBytes: widen(short.packedBytes), offset: widen(short.offset) };
}

function findField(extra: Buffer, wanted: number): Buffer | null {
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === wanted && end <= extra.length) return extra.subarray(at + 4, end);
    at = end;
  }
  return null;
}
