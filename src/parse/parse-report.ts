/** Reads one report: bytes in, cases to the sink, facts and problems out. Never throws for what is in the file. */
import type { CaseSink, FileFacts } from '../model/case-sink.ts';
import type { Problem } from '../model/problem.ts';
import type { ReportFile } from '../model/report-file.ts';
import { findProblems } from './find-problems.ts';
import type { NameNormaliser } from './identity.ts';
import type { DocumentFacts } from './document-facts.ts';
import { JUnitReader } from './junit-reader.ts';
import { recogniseProducer } from '../producers/list.ts';
import { readDocument, type Reading } from './read-document.ts';

export interface ParseOptions {
  readonly sink: CaseSink;
  readonly normalise: NameNormaliser | null;
  /** Called after every chunk with the bytes read so far. */
  readonly onProgress?: (bytes: number) => void;
}

export interface ParsedReport {
  readonly facts: FileFacts;
  readonly problems: readonly Problem[];
}

export async function parseReport(file: ReportFile, options: ParseOptions): Promise<ParsedReport> {
  const reader = new JUnitReader(options.sink, options.normalise);
  const reading = await readDocument(file.chunks(), reader, options.onProgress);
  const problems = findProblems(file, reader, reading);
  return { facts: summarise(reader.facts, reading, problems), problems };
}

function summarise(facts: DocumentFacts, reading: Reading, problems: readonly Problem[]): FileFacts {
  const partial =
    reading.cut ||
    reading.failure !== null ||
    problems.some((p) => p.code === 'malformed' && p.severity === 'error');
  return {
    cases: facts.cases,
    failures: facts.failures,
    errors: facts.errors,
    skipped: facts.skipped,
    suiteErrors: facts.suiteErrors,
    collectionErrors: facts.collectionErrors,
    retriedCases: facts.retriedCases,
    declared: facts.tests.declared,
    bytesRead: reading.bytes,
    state: !facts.isReport ? 'unreadable' : partial ? 'partial' : 'complete',
    hostname: facts.hostname,
    timestamp: facts.timestamp,
    producer: recogniseProducer(facts.tags)?.name ?? 'unknown',
  };
}
