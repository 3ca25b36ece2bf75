/** Errors that nobody caught, given to the test whose code caused them. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { UncaughtKind } from '../types/worker.ts';

/** Somebody who can be blamed. */
export interface Suspect {
  readonly id: string;
  /** @param note what should be known besides the error itself */
  blame(error: unknown, note: string): void;
}

export class UncaughtErrors {
  private readonly origin = new AsyncLocalStorage<Suspect | null>();
  private readonly running = new Set<Suspect>();
  private readonly blameSuite: (error: unknown, note: string) => void;

  constructor(blameSuite: (error: unknown, note: string) => void) {
    this.blameSuite = blameSuite;
  }

  /** Whatever `work` leaves running is known as the suspect's. */
  async during<T>(suspect: Suspect, work: () => Promise<T>): Promise<T> {
    this.running.add(suspect);
    try {
      return await this.origin.run(suspect, work);
    } finally {
      this.running.delete(suspect);
    }
  }

  /** For what all tests share. */
  asNobody<T>(work: () => T): T {
    return this.origin.run(null, work);
  }

  /** Called where the error surfaces, in the asynchronous context of the code it comes from. */
  take(error: unknown, how: UncaughtKind): void {
    const source = this.origin.getStore() ?? null;
    if (source !== null && this.running.has(source)) source.blame(error, how);
    else if (source !== null) this.blameSuite(error, `${how} after "${source.id}" had ended`);
    else if (this.running.size === 0) this.blameSuite(error, how);
    else {
      const others = this.running.size - 1;
      const note = others === 0 ? how : `${how}, of this test or of one of ${others} others that ran`;
      for (const suspect of this.running) suspect.blame(error, note);
    }
  }

  /** The running test whose code runs now. */
  current(): string | null {
    const source = this.origin.getStore() ?? null;
    return source !== null && this.running.has(source) ? source.id : null;
  }
}
