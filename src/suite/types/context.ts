/** What a running test and a fixture in the making are given. */

/** How long `eventually` waits. */
export interface WaitOptions {
  /** Milliseconds from now. */
  readonly deadlineMs: number;
  /** Milliseconds between the end of one check and the next; 100 when absent. */
  readonly everyMs?: number | undefined;
}

/** A check fails by throwing or by giving `false`; its signal is aborted when the time is up. */
export type Check<T> = (signal: AbortSignal) => T | Promise<T>;

export interface FixtureContext<Target = unknown> {
  /** Facts of the environment, as the person who runs the suite gave them. */
  readonly target: Target;
  /** Aborted when the time of the test is up or the person stops the run: pass it to whatever waits. */
  readonly signal: AbortSignal;
  /** A line for the report of this test. */
  readonly log: (text: string) => void;
  /** Milliseconds of a clock that only runs forward. */
  now(): number;
  /** Milliseconds since 1970. */
  epoch(): number;
  /** [0, 1), the same sequence for the same seed and test. */
  readonly random: () => number;
  /** Called when the test (or the suite, for its fixtures) is over, last one first, whatever happened. */
  readonly defer: (cleanup: () => unknown) => void;
  /** The value of a fixture. A fixture of the suite may use only fixtures of the suite. */
  readonly use: <T>(fixture: Fixture<T>) => Promise<T>;
  /**
   * Checks again and again until a check neither throws nor gives `false`; resolves with what it gave.
   * Rejects with NotEventually when the deadline passes.
   */
  readonly eventually: <T>(what: string, check: Check<T>, wait: WaitOptions) => Promise<Exclude<T, false>>;
}

export interface TestContext<Target = unknown> extends FixtureContext<Target> {
  readonly id: string;
  readonly name: string;
  /** A measurement or a fact of this execution; becomes the property `metric.<name>`. The last value of a name stays. */
  readonly record: (name: string, value: number | string) => void;
  /** Keeps a file beside the report; returns its absolute path. */
  readonly attach: (name: string, content: string | Uint8Array) => string;
  /** Ends the test as skipped. */
  readonly skip: (reason: string) => never;
}

export type FixtureMaker<Target, T> = (f: FixtureContext<Target>) => T | Promise<T>;

export interface FixtureOptions {
  readonly per: 'test' | 'suite';
}

/** Opaque to suites: `await t.use(fixture)` gives the value. */
export interface Fixture<T> {
  readonly per: 'test' | 'suite';
  readonly make: FixtureMaker<unknown, T>;
}
