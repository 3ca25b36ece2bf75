/** Uploaded artifacts of a workflow run and how to get at their bytes. */

export interface Artifact {
  readonly id: number;
  /** Unique in one attempt of a run; re-runs may repeat it. */
  readonly name: string;
  /** Size of the download as listed, in bytes. */
  readonly sizeBytes: number;
  /** `sha256:<hex>` of the download; null where the server tells none (GHES, old artifacts). */
  readonly digest: string | null;
  /** UTC, as `Date.toISOString` writes it; null when unknown. Ids are not ordered by time, this is. */
  readonly createdAt: string | null;
  /** Null: this very run, whose id is unknown. */
  readonly runId: number | null;
  /** Attempt of the run that left it, from 1; null when the listing does not tell. */
  readonly runAttempt: number | null;
  /** True when the artifact is listed but its bytes are gone. */
  readonly expired?: boolean;
}

/** Bytes that can be read at any place, such as a downloaded archive. */
export interface RandomAccess {
  readonly size: number;
  /** `length` bytes from `offset`; fewer only where the data ends. The buffer belongs to the caller. */
  read(offset: number, length: number): Promise<Buffer>;
  /** Frees what holds the bytes; may be called more than once. */
  close(): Promise<void>;
}

/** A downloaded artifact, still compressed: a ZIP archive, or one raw file. */
export type ArchiveBytes = RandomAccess;

export interface TransferOptions {
  /** Stops the transfer; the promise then rejects. */
  readonly signal: AbortSignal;
}

/** Where the artifacts of one run are. Both reject with ArtifactUnavailable for what is known to go wrong. */
export interface ArtifactStore {
  /** All artifacts of all attempts of the run, in no particular order. */
  list(options: TransferOptions): Promise<readonly Artifact[]>;
  /** Verifies the digest when the artifact has one. */
  download(artifact: Artifact, options: TransferOptions): Promise<ArchiveBytes>;
}

export type UnavailableCode = 'download-failed' | 'digest-mismatch' | 'expired';

/** Why an artifact cannot be had, in the words of a problem. */
export class ArtifactUnavailable extends Error {
  readonly code: UnavailableCode;
  /** What to do about it, in one sentence without a final full stop. */
  readonly advice: string;

  constructor(code: UnavailableCode, message: string, advice: string) {
    super(message);
    this.name = 'ArtifactUnavailable';
    this.code = code;
    this.advice = advice;
  }
}
