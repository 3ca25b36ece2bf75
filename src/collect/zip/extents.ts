/** Which bytes belong to which entry. Archives that expand without end are made of entries that lie over each other. */
import type { DirectoryHeader } from './directory-header.ts';

const LOCAL_HEADER_BYTES = 30;

/** First byte after each entry that belongs to the next one or to the directory, which starts at `directoryAt`. */
export function measureLimits(
  headers: readonly DirectoryHeader[],
  directoryAt: number,
): Map<DirectoryHeader, number> {
  const sorted = [...headers].sort((a, b) => a.offset - b.offset);
  return new Map(
    sorted.map((header, index) => [header, Math.min(sorted[index + 1]?.offset ?? directoryAt, directoryAt)]),
  );
}

/** The least an entry takes must fit: entries that do never share a byte. Longer headers are seen when it is read. */
export function fitsBefore(limit: number, { offset, nameBytes, packedBytes }: DirectoryHeader): boolean {
  return offset + LOCAL_HEADER_BYTES + nameBytes + packedBytes <= limit;
}
