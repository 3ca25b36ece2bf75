/** What is in an archive: the entries that may be read, and why others may not. */
import type { RandomAccess } from '../../model/artifact.ts';
import { damaged, refused, type ArchiveError } from './archive-error.ts';
import { readHeader, type DirectoryHeader } from './directory-header.ts';
import { findEndRecord, type EndRecord } from './end-record.ts';
import { judgeEntry, judgeName } from './judge-entry.ts';
import type { ZipLimits } from './limits.ts';

export interface ZipEntry extends DirectoryHeader {
  /** First byte after the entry that belongs to something else. */
  readonly limit: number;
}

export interface RefusedEntry {
  /** As in the archive. */
  readonly rawName: string;
  readonly reason: ArchiveError;
  /** It has the name of something that was wanted. */
  readonly wanted: boolean;
}

export interface ZipDirectory {
  /** Wanted ones with safe names, in the order of the directory. */
  readonly entries: readonly ZipEntry[];
  readonly refused: readonly RefusedEntry[];
  /** The directory itself is broken: there may be more entries than those named here. */
  readonly damage: ArchiveError | null;
  /** Files in the archive, wanted or not. */
  readonly fileCount: number;
}

export interface DirectoryOptions {
  readonly limits: ZipLimits;
  /** Judges a name with forward slashes. */
  readonly isWanted: (name: string) => boolean;
}

/** Rejects with ArchiveError when the archive as a whole cannot be used. */
export async function readDirectory(archive: RandomAccess, options: DirectoryOptions): Promise<ZipDirectory> {
  const end = await findEndRecord(archive);
  checkDirectorySize(end, options.limits);
  const { headers, damage } = readHeaders(await archive.read(end.offset, end.size), end.entries);
  const ends = measureLimits(headers, end.offset);
  const files = headers.filter(({ isFolder }) => !isFolder);
  const uses = countNames(files.filter((file) => judgeName(file) === null));
  const entries: ZipEntry[] = [];
  const refusals: RefusedEntry[] = [];
  for (const file of files) {
    const wanted = options.isWanted(file.name);
    const entry = { ...file, limit: ends.get(file) ?? end.offset };
    const reason = judgeName(file) ?? (wanted ? judgeWanted(entry, uses, options.limits) : null);
    if (reason !== null) refusals.push({ rawName: file.rawName, reason, wanted });
    else if (wanted) entries.push(entry);
  }
  return { entries, refused: refusals, damage, fileCount: files.length };
}

function judgeWanted(
  entry: ZipEntry,
  uses: ReadonlyMap<string, number>,
  limits: ZipLimits,
): ArchiveError | null {
  if ((uses.get(entry.name) ?? 0) > 1) return refused('the archive has it more than once', LOOK_AT_WRITER);
  const reason = judgeEntry(entry, limits);
  if (reason !== null || fitsBefore(entry.limit, entry)) return reason;
  return refused('its bytes lie over what follows it in the archive', LOOK_AT_WRITER);
}

const LOOK_AT_WRITER = 'Look at what made this archive; which content is meant cannot be told';
const FEWER_FILES = 'Upload only the reports, not the whole output folder';

function checkDirectorySize({ entries, size }: EndRecord, limits: ZipLimits): void {
  if (entries > limits.entries)
    throw refused(`the archive has ${entries} entries, more than ${limits.entries}`, FEWER_FILES);
  if (size > limits.directoryBytes)
    throw refused(
      `the list of its entries takes ${size} bytes, more than ${limits.directoryBytes}`,
      FEWER_FILES,
    );
}

interface Headers {
  readonly headers: readonly DirectoryHeader[];
  readonly damage: ArchiveError | null;
}

function readHeaders(directory: Buffer, declared: number): Headers {
  const headers: DirectoryHeader[] = [];
  let at = 0;
  while (at < directory.length && headers.length <= declared) {
    const found = readHeader(directory, at);
    if (found === null) break;
    headers.push(found.header);
    at = found.next;
  }
  if (headers.length === declared && at === directory.length) return { headers, damage: null };
  const count = headers.length > declared ? `more than ${declared}` : `${headers.length} of ${declared}`;
  return { headers, damage: damaged(`the directory of the archive is damaged: ${count} entries found`) };
}

function countNames(files: readonly DirectoryHeader[]): Map<string, number> {
  const uses = new Map<string, number>();
  for (const { name } of files) uses.set(name, (uses.get(name) ?? 0) + 1);
  return uses;
}

/** Archives that expand without end are made of entries that lie over each other. */
const LOCAL_HEADER_BYTES = 30;

/** First byte after each entry that belongs to the next one or to the directory, which starts at `directoryAt`. */
function measureLimits(
  headers: readonly DirectoryHeader[],
  directoryAt: number,
): Map<DirectoryHeader, number> {
  const sorted = [...headers].sort((a, b) => a.offset - b.offset);
  return new Map(
    sorted.map((header, index) => [header, Math.min(sorted[index + 1]?.offset ?? directoryAt, directoryAt)]),
  );
}

/** The least an entry takes must fit: entries that do never share a byte. Longer headers are seen when it is read. */
function fitsBefore(limit: number, { offset, nameBytes, packedBytes }: DirectoryHeader): boolean {
  return offset + LOCAL_HEADER_BYTES + nameBytes + packedBytes <= limit;
}
