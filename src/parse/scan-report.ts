/** The same reading as `parseReport`, with a sink that only counts. */
import type { CaseIdentity, CaseResult, CaseSink } from '../model/case-sink.ts';
import { CELL } from '../model/outcome.ts';
import type { ReportScan } from '../model/report-scan.ts';
import { JUnitReader } from './junit-reader.ts';
import { readDocument } from './read-document.ts';

/** Null when nothing of it could be read. Without `wantsIds`, memory does not grow with the report. */
export async function scanReport(
  chunks: AsyncIterable<Uint8Array>,
  wantsIds: boolean,
): Promise<ReportScan | null> {
  const sink = new CountingSink(wantsIds);
  const reader = new JUnitReader(sink, null);
  const { bytes, cut, failure } = await readDocument(chunks, reader);
  if (failure !== null && bytes === 0) return null;
  const { cases, isReport } = reader.facts;
  const isComplete = isReport && !reader.rejected && !cut && failure === null;
  return { bytes, cases, failures: sink.failures, isComplete, ids: sink.ids };
}

class CountingSink implements CaseSink {
  failures = 0;
  readonly ids = new Set<string>();
  private readonly wantsIds: boolean;
  private open = '';

  constructor(wantsIds: boolean) {
    this.wantsIds = wantsIds;
  }

  openSuite(): void {
    // Suites do not count.
  }

  closeSuite(): void {
    // Suites do not count.
  }

  beginCase(identity: CaseIdentity): void {
    if (!this.wantsIds) return;
    const bytes = asBuffer(identity.bytes);
    const scope = bytes.toString('utf8', identity.scopeStart, identity.scopeEnd);
    this.open = `${scope}::${bytes.toString('utf8', identity.nameStart, identity.nameEnd)}`;
  }

  endCase({ outcome }: CaseResult): void {
    if (this.wantsIds) this.ids.add(this.open);
    if (outcome === CELL.failed || outcome === CELL.errored) this.failures += 1;
  }

  abandonCase(): void {
    this.open = '';
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
