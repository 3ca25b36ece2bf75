/** What a downloaded artifact holds: the reports of a ZIP archive, or one raw file. */
import { keepStart } from '../../kit/cut.ts';
import type { ArchiveBytes, Artifact } from '../../model/artifact.ts';
import type { Problem } from '../../model/problem.ts';
import { isRunNote, readPackedNote } from '../run-notes.ts';
import { ArchiveError, damaged } from '../zip/archive-error.ts';
import type { ZipLimits } from '../zip/limits.ts';
import { readDirectory, type RefusedEntry } from '../zip/read-directory.ts';
import { readEntry } from '../zip/read-entry.ts';
import { readRange } from '../zip/read-range.ts';

export interface PackedReport {
  /** Name of the artifact, and of the entry if there are entries. */
  readonly path: string;
  /** Bytes of the report file itself, which may be gzip. */
  readonly bytes: number;
  /** The file as it was uploaded. To be called once. */
  readonly open: () => AsyncGenerator<Uint8Array>;
}

export interface ArtifactContent {
  readonly reports: readonly PackedReport[];
  readonly problems: readonly Problem[];
}

const REPORT_NAME = /\.xml(?:\.gz)?$/i;
const MOST_REFUSALS = 10;

/** Never rejects for what is in the archive. */
export async function openArtifact(
  artifact: Artifact,
  archive: ArchiveBytes,
  limits: ZipLimits,
): Promise<ArtifactContent> {
  try {
    const beginning = await archive.read(0, 4);
    return isZip(beginning)
      ? await openZip(artifact, archive, limits)
      : { reports: [openRaw(artifact, archive)], problems: [] };
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    return { reports: [], problems: [describe(artifact.name, error)] };
  }
}

/** A local header, or the end record of an archive without entries. */
function isZip(beginning: Buffer): boolean {
  return ['PK\u0003\u0004', 'PK\u0005\u0006'].includes(beginning.toString('latin1'));
}

/** Uploaded with `archive: false`: the artifact is named like the file. */
function openRaw({ name }: Artifact, archive: ArchiveBytes): PackedReport {
  if (archive.size === 0) throw damaged('the artifact is empty');
  if (!REPORT_NAME.test(name))
    throw damaged('the artifact is neither a ZIP archive nor a file named .xml or .xml.gz');
  return { path: name, bytes: archive.size, open: () => readRange(archive, 0, archive.size) };
}

async function openZip(
  artifact: Artifact,
  archive: ArchiveBytes,
  limits: ZipLimits,
): Promise<ArtifactContent> {
  const isWanted = (name: string): boolean => REPORT_NAME.test(name) || isRunNote(name);
  const directory = await readDirectory(archive, { limits, isWanted });
  const files = directory.entries.map((entry): PackedReport => ({
    path: `${artifact.name}/${entry.name}`,
    bytes: entry.bytes,
    open: () => readEntry(archive, entry),
  }));
  const reports = files.filter(({ path }) => !isRunNote(path));
  const problems = describeRefusals(artifact, directory.refused);
  for (const note of files.filter(({ path }) => isRunNote(path)))
    problems.push(...(await readPackedNote(note)));
  if (directory.damage !== null) problems.push(describe(artifact.name, directory.damage));
  if (reports.length === 0 && problems.length === 0)
    problems.push(noReport(artifact.name, directory.fileCount));
  return { reports, problems };
}

function describeRefusals({ name }: Artifact, entries: readonly RefusedEntry[]): Problem[] {
  // Those that cost evidence first.
  const sorted = [...entries.filter(({ wanted }) => wanted), ...entries.filter(({ wanted }) => !wanted)];
  const problems = sorted
    .slice(0, MOST_REFUSALS)
    .map(({ rawName, reason, wanted }) =>
      describe(`${name}/${shorten(rawName)}`, reason, wanted ? 'error' : 'warning'),
    );
  const rest = sorted.length - problems.length;
  if (rest === 0) return problems;
  return [
    ...problems,
    {
      code: 'archive-refused',
      severity: sorted.some(({ wanted }, index) => wanted && index >= MOST_REFUSALS) ? 'error' : 'warning',
      path: name,
      iteration: null,
      message: `${rest} more of its ${sorted.length} bad entries were refused`,
      advice: '',
    },
  ];
}

function shorten(name: string): string {
  return name.length > 200 ? `${keepStart(name, 199)}…` : name;
}

function describe(
  path: string,
  { code, message, advice }: ArchiveError,
  severity: Problem['severity'] = 'error',
): Problem {
  return { code, severity, path, iteration: null, message, advice };
}

function noReport(path: string, files: number): Problem {
  return {
    code: 'no-files',
    severity: 'error',
    path,
    iteration: null,
    message: `the artifact holds no .xml or .xml.gz file among its ${files} files`,
    advice: 'Check the path that the upload step names and where the runner writes its report',
  };
}
