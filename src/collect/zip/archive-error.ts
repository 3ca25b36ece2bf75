/** Why an archive or one of its entries is not used, in the words of a problem. */
export class ArchiveError extends Error {
  /** damaged: bytes are lost or contradict each other; refused: it is what it says, and that is not accepted. */
  readonly code: 'archive-damaged' | 'archive-refused';
  /** What to do about it, in one sentence without a final full stop. */
  readonly advice: string;

  constructor(code: ArchiveError['code'], message: string, advice: string) {
    super(message);
    this.name = 'ArchiveError';
    this.code = code;
    this.advice = advice;
  }
}

export function damaged(message: string): ArchiveError {
  return new ArchiveError('archive-damaged', message, 'Run the job that uploaded it again');
}

export function refused(message: string, advice: string): ArchiveError {
  return new ArchiveError('archive-refused', message, advice);
}
