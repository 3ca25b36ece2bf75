/** The end-of-central-directory record: the last thing in an archive and the first to read. APPNOTE 4.3.14 to 4.3.16. */
import type { RandomAccess } from '../../model/artifact.ts';
import { damaged, refused } from './archive-error.ts';

/** Where the directory lies. */
export interface EndRecord {
  readonly entries: number;
  /** Of the directory, in bytes from the start of the archive. */
  readonly offset: number;
  readonly size: number;
}

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const LOCATOR_SIGNATURE = 0x07064b50;
const LOCATOR_BYTES = 20;
const END64_SIGNATURE = 0x06064b50;
const END64_BYTES = 56;
const LONGEST_COMMENT = 0xffff;

/** Rejects with ArchiveError. */
export async function findEndRecord(archive: RandomAccess): Promise<EndRecord> {
  const length = Math.min(archive.size, END_BYTES + LONGEST_COMMENT + LOCATOR_BYTES);
  const tailStart = archive.size - length;
  const tail = await archive.read(tailStart, length);
  const at = findSignature(tail);
  if (at === null)
    throw damaged('the end of the ZIP archive is missing: the upload or the download was cut off');
  const disks = tail.readUInt16LE(at + 4);
  if (disks !== 0 && disks !== 0xffff) throw refused('the archive is split over several files', ZIP_ADVICE);
  const short: EndRecord = {
    entries: tail.readUInt16LE(at + 10),
    size: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
  };
  const locator = at - LOCATOR_BYTES;
  const is64 = locator >= 0 && tail.readUInt32LE(locator) === LOCATOR_SIGNATURE;
  const record = is64 ? await readEnd64(archive, tail.subarray(locator), short) : short;
  if (record.offset + record.size > tailStart + at)
    throw damaged('the directory of the archive does not lie where its end record says');
  return record;
}

const ZIP_ADVICE = 'Upload the reports with actions/upload-artifact';

/** The last record whose comment ends exactly with the archive: a signature inside a comment is none. */
function findSignature(tail: Buffer): number | null {
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (
      tail.readUInt32LE(at) === END_SIGNATURE &&
      at + END_BYTES + tail.readUInt16LE(at + 20) === tail.length
    )
      return at;
  }
  return null;
}

/** The zip64 record; where the short one has room for a figure, both must agree. */
async function readEnd64(archive: RandomAccess, locator: Buffer, short: EndRecord): Promise<EndRecord> {
  const at = Number(locator.readBigUInt64LE(8));
  const record = at < archive.size ? await archive.read(at, END64_BYTES) : Buffer.alloc(0);
  if (record.length < END64_BYTES || record.readUInt32LE(0) !== END64_SIGNATURE)
    throw damaged('the zip64 end record of the archive is missing');
  const long: EndRecord = {
    entries: Number(record.readBigUInt64LE(32)),
    size: Number(record.readBigUInt64LE(40)),
    offset: Number(record.readBigUInt64LE(48)),
  };
  const agree =
    (short.entries === 0xffff || short.entries === long.entries) &&
    (short.size === 0xffffffff || short.size === long.size) &&
    (short.offset === 0xffffffff || short.offset === long.offset);
  if (!agree) throw damaged('the two end records of the archive contradict each other');
  return long;
}
