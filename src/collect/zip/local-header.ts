/** The header in front of an entry's data: where the data starts, and whether it says what the directory says. */
import type { RandomAccess } from '../../model/artifact.ts';
import { damaged } from './archive-error.ts';
import { FLAG, IN_ZIP64, readLongSizes } from './directory-header.ts';
import { decodeName } from './entry-name.ts';
import type { ZipEntry } from './read-directory.ts';

const SIGNATURE = 0x04034b50;
const FIXED_BYTES = 30;
const COMPARED_FLAGS = FLAG.encrypted | FLAG.descriptor | FLAG.strongEncryption | FLAG.maskedDirectory;

/** Offset of the first byte of data. Rejects with ArchiveError. */
export async function findData(archive: RandomAccess, entry: ZipEntry): Promise<number> {
  const fixed = await archive.read(entry.offset, FIXED_BYTES);
  if (fixed.length < FIXED_BYTES || fixed.readUInt32LE(0) !== SIGNATURE)
    throw damaged('there is no entry where the directory of the archive says');
  const nameBytes = fixed.readUInt16LE(26);
  const headerBytes = nameBytes + fixed.readUInt16LE(28);
  const rest = await archive.read(entry.offset + FIXED_BYTES, headerBytes);
  const dataAt = entry.offset + FIXED_BYTES + headerBytes;
  if (rest.length < headerBytes || dataAt + entry.packedBytes > entry.limit)
    throw damaged('its data runs into what follows it');
  if (decodeName(rest.subarray(0, nameBytes)) !== entry.rawName) throw contradiction('name');
  if ((fixed.readUInt16LE(6) & COMPARED_FLAGS) !== (entry.flags & COMPARED_FLAGS))
    throw contradiction('flags');
  if (fixed.readUInt16LE(8) !== entry.method) throw contradiction('compression method');
  const sizes = readLongSizes(rest.subarray(nameBytes), {
    bytes: fixed.readUInt32LE(22),
    packedBytes: fixed.readUInt32LE(18),
    offset: 0,
  });
  // A writer that streams does not know these figures yet: they follow the data, and zero stands here.
  const later = (entry.flags & FLAG.descriptor) !== 0;
  const agrees = (here: number, there: number): boolean =>
    here === there || (later && (here === 0 || here === IN_ZIP64));
  if (!agrees(sizes.bytes, entry.bytes) || !agrees(sizes.packedBytes, entry.packedBytes))
    throw contradiction('size');
  if (!agrees(fixed.readUInt32LE(14), entry.crc)) throw contradiction('checksum');
  return dataAt;
}

function contradiction(what: string): Error {
  return damaged(`the archive gives it two different values for its ${what}`);
}

const DESCRIPTOR_SIGNATURE = 0x08074b50;

/** The figures after the data of a writer that streamed; four forms are in use. Rejects with ArchiveError. */
export async function checkDescriptor(archive: RandomAccess, entry: ZipEntry, at: number): Promise<void> {
  if ((entry.flags & FLAG.descriptor) === 0) return;
  const bytes = await archive.read(at, Math.min(24, entry.limit - at));
  const signed = bytes.length >= 4 && bytes.readUInt32LE(0) === DESCRIPTOR_SIGNATURE;
  if (!(signed && saysTheSame(bytes.subarray(4), entry)) && !saysTheSame(bytes, entry))
    throw contradiction('size or checksum');
}

function saysTheSame(bytes: Buffer, entry: ZipEntry): boolean {
  if (bytes.length < 12 || bytes.readUInt32LE(0) !== entry.crc) return false;
  const short = bytes.readUInt32LE(4) === entry.packedBytes && bytes.readUInt32LE(8) === entry.bytes;
  return (
    short ||
    (bytes.length >= 20 &&
      Number(bytes.readBigUInt64LE(4)) === entry.packedBytes &&
      Number(bytes.readBigUInt64LE(12)) === entry.bytes)
  );
}
