/** Reads a report from memory and lists what the parser told, for tests. */
import { CASE_FLAG, type CaseSink, type FileFacts } from '../../src/model/case-sink.ts';
import type { CaseDetail } from '../../src/model/failure.ts';
import { CELL_CODES } from '../../src/model/outcome.ts';
import type { Problem } from '../../src/model/problem.ts';
import type { ReportFile } from '../../src/model/report-file.ts';
import { parseReport } from '../../src/parse/parse-report.ts';
import { readDetail } from '../../src/parse/read-detail.ts';

export interface ListedCase {
  id: string;
  scope: string;
  name: string;
  file: string;
  code: string;
  durationMs: number;
  flags: number;
  failedAttempts: number;
  detail: CaseDetail | null;
}

export interface ListedReport {
  facts: FileFacts;
  problems: readonly Problem[];
  cases: ListedCase[];
  /** Id of a case that the end of the document cut off. */
  cut: string | null;
}

export interface ListOptions {
  /** Bytes per chunk; the whole by default. */
  chunk?: number;
  normalise?: (name: string) => string;
}

export async function listReport(
  content: string | Uint8Array,
  options: ListOptions = {},
): Promise<ListedReport> {
  const cases: ListedCase[] = [];
  let open: ListedCase | null = null;
  let cut: string | null = null;
  const sink: CaseSink = {
    openSuite: () => undefined,
    closeSuite: () => undefined,
    beginCase(identity) {
      const text = (start: number, end: number): string =>
        Buffer.from(identity.bytes.subarray(start, end)).toString('utf8');
      const scope = text(identity.scopeStart, identity.scopeEnd);
      const name = text(identity.nameStart, identity.nameEnd);
      const file = text(identity.fileStart, identity.fileEnd);
      const id = scope === '' ? name : `${scope}::${name}`;
      open = { id, scope, name, file, code: '-', durationMs: 0, flags: 0, failedAttempts: 0, detail: null };
    },
    endCase(result) {
      if (open === null) throw new Error('a case ended that never began');
      const detail = result.detail === null ? null : readDetail(result.detail);
      const code = CELL_CODES[result.outcome];
      const { durationMs, flags, failedAttempts } = result;
      cases.push({ ...open, code, durationMs, flags, failedAttempts, detail });
      open = null;
    },
    abandonCase() {
      cut = open?.id ?? null;
      open = null;
    },
  };
  const file = reportFile(content, options.chunk);
  const { facts, problems } = await parseReport(file, { sink, normalise: options.normalise ?? null });
  return { facts, problems, cases, cut };
}

/** A report file that lives in memory. */
export function reportFile(
  content: string | Uint8Array,
  chunk = Number.POSITIVE_INFINITY,
  path = 'results-1.xml',
): ReportFile {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return {
    path,
    iteration: 1,
    attempt: 1,
    shard: null,
    bytes: bytes.length,
    async *chunks() {
      for (let at = 0; at < bytes.length; at += chunk) {
        // A copy that is overwritten afterwards: a chunk may not be used once the next one is asked for.
        const part = Buffer.from(bytes.subarray(at, Math.min(bytes.length, at + chunk)));
        yield part;
        part.fill(0x21);
      }
    },
  };
}

export function isSuiteError({ flags }: ListedCase): boolean {
  return (flags & CASE_FLAG.suiteError) !== 0;
}
