/** May an entry be read? Judged by the central directory alone, before a byte is expanded. */
import { damaged, refused, type ArchiveError } from './archive-error.ts';
import { FLAG, type DirectoryHeader } from './directory-header.ts';
import { findUnsafeName } from './entry-name.ts';
import type { ZipLimits } from './limits.ts';

const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;
const FILE_TYPES = new Map([
  [0o120000, 'a symbolic link'],
  [0o040000, 'a folder'],
  [0o020000, 'a character device'],
  [0o060000, 'a block device'],
  [0o010000, 'a pipe'],
  [0o140000, 'a socket'],
]);

const STORED = 0;
const DEFLATE = 8;
const METHODS = new Map([
  [9, 'Deflate64'],
  [12, 'bzip2'],
  [14, 'LZMA'],
  [93, 'Zstandard'],
  [95, 'XZ'],
  [99, 'AES encryption'],
]);

const UPLOAD_PLAINLY = 'Upload the report itself with actions/upload-artifact';
const LOOK_AT_UPLOAD = 'Look at who made this archive: no upload action writes such entries';

export function judgeName({ rawName }: DirectoryHeader): ArchiveError | null {
  const unsafe = findUnsafeName(rawName);
  return unsafe === null ? null : refused(unsafe, LOOK_AT_UPLOAD);
}

/** Kind, method and sizes; null when the entry may be read. */
export function judgeEntry(header: DirectoryHeader, limits: ZipLimits): ArchiveError | null {
  const { nameBytes, flags, method, mode } = header;
  if (nameBytes > limits.nameBytes)
    return refused(
      `its name has ${nameBytes} bytes, more than ${limits.nameBytes}`,
      'Give it a shorter name',
    );
  const type = mode & FILE_TYPE;
  if (type !== 0 && type !== REGULAR)
    return refused(`it is ${FILE_TYPES.get(type) ?? 'no regular file'}`, UPLOAD_PLAINLY);
  if (flags & (FLAG.encrypted | FLAG.strongEncryption | FLAG.maskedDirectory))
    return refused('it is encrypted', UPLOAD_PLAINLY);
  if (method !== STORED && method !== DEFLATE)
    return refused(`it is compressed with ${METHODS.get(method) ?? `method ${method}`}`, UPLOAD_PLAINLY);
  return judgeSizes(header, limits);
}

function judgeSizes({ method, bytes, packedBytes }: DirectoryHeader, limits: ZipLimits): ArchiveError | null {
  if (bytes > limits.entryBytes)
    return refused(`it expands to ${bytes} bytes, more than ${limits.entryBytes}`, 'Split the report');
  if (bytes > limits.ratioFreeBytes && bytes > packedBytes * limits.ratio)
    return refused(
      `it expands ${packedBytes} bytes to ${bytes}, more than ${limits.ratio}:1: a decompression bomb`,
      LOOK_AT_UPLOAD,
    );
  if (method === STORED && bytes !== packedBytes)
    return damaged(`it is stored as it is, yet declares ${packedBytes} bytes and ${bytes} bytes`);
  return null;
}
