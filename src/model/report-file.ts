import type { Problem } from './problem.ts';

/**
 * A report that was found but not read yet, and the bytes behind it.
 * Sources (paths, artifacts) produce these; the parser reads them once, chunk by chunk.
 */
export interface ReportFile {
  /** As shown to the user: relative where possible, always with forward slashes. */
  readonly path: string;
  /** Iteration the file belongs to, from 1. */
  readonly iteration: number;
  /** Attempt of the whole iteration (a re-run workflow run), from 1. */
  readonly attempt: number;
  /** Shard label when one iteration is spread over several files; null otherwise. */
  readonly shard: string | null;
  /** Size on disk in bytes (compressed size for .gz); null when unknown. */
  readonly bytes: number | null;
  /**
   * The decompressed bytes in order. A chunk is only valid until the next one is pulled.
   * Rejects with an Error whose message says what could not be read.
   */
  chunks(): AsyncIterable<Uint8Array>;
}

/** What a source found. */
export interface CollectedReports {
  /** In reading order: iteration, attempt, path. */
  readonly files: readonly ReportFile[];
  /** Arguments that led to nothing and files that belong to no iteration. */
  readonly problems: readonly Problem[];
  /** How iterations were assigned, for the user: the rule in words. */
  readonly assignment: string;
}

/** How far reading has come. */
export interface ReadProgress {
  readonly path: string;
  /** Reports finished before this one, and reports in all. */
  readonly done: number;
  readonly total: number;
  /** Bytes of text read so far over all reports. */
  readonly bytes: number;
}

/** The merged JUnit report of this tool begins so, and no other report does: it is known again where it lies about. */
export const MERGED_REPORT_ROOT = '<testsuites name="focus-stability" ';
