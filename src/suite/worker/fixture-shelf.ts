/** The fixtures of one test or one suite, each made once. */
import type { Fixture, FixtureContext } from '../types/context.ts';
import { callSuite } from './call-suite.ts';
import { FixtureFailed } from './errors.ts';

export class FixtureShelf {
  private readonly values = new Map<Fixture<unknown>, Promise<unknown>>();

  take<T>(fixture: Fixture<T>, context: FixtureContext): Promise<T> {
    const known = this.values.get(fixture);
    // What is kept under a fixture is what that fixture made.
    if (known !== undefined) return known as Promise<T>;
    const value = callSuite(fixture.make, context).catch((error: unknown) => {
      if (error instanceof FixtureFailed) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new FixtureFailed(`a fixture could not be made: ${reason}`, { cause: error });
    });
    // Whoever asked may have given up waiting.
    value.catch(() => undefined);
    this.values.set(fixture, value);
    return value;
  }
}
