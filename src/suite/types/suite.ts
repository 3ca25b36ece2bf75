/** What a suite file exports, and what its author may say about suites and tests. */
import type { Fixture, FixtureMaker, FixtureOptions, TestContext } from './context.ts';

/** Everything here applies to all tests of the suite. */
export interface SuiteOptions {
  /** Keys of the requirements (stories) that the suite covers. */
  readonly xray?: string | readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  /** Tests that may run at the same time; 1 when absent. */
  readonly concurrency?: number | undefined;
  /** Milliseconds for each test that does not say otherwise; 30,000 when absent. */
  readonly timeoutMs?: number | undefined;
}

export interface TestOptions {
  /** Key of the test. */
  readonly xray?: string | readonly string[] | undefined;
  /** Added to those of the suite. */
  readonly tags?: readonly string[] | undefined;
  /** Milliseconds for fixtures and body together. */
  readonly timeoutMs?: number | undefined;
  /** The reason why the test is not run. */
  readonly skip?: string | undefined;
}

export type TestBody<Target> = (t: TestContext<Target>) => unknown;

export interface DefineTest<Target> {
  (name: string, body: TestBody<Target>): void;
  (name: string, options: TestOptions, body: TestBody<Target>): void;
  readonly each: DefineEach<Target>;
}

/** One test for each row. `$key` and `$key.inner` in the name stand for values of the row, `$value` for the whole row. */
export type DefineEach<Target> = <Row>(rows: Iterable<Row>) => DefineRows<Target, Row>;

export interface DefineRows<Target, Row> {
  (name: string, body: (row: Row) => TestBody<Target>): void;
  (name: string, options: TestOptions, body: (row: Row) => TestBody<Target>): void;
}

export interface SuiteBuilder<Target> {
  readonly test: DefineTest<Target>;
  /** The same as `test.each`. */
  readonly each: DefineEach<Target>;
  /** Made when first used by a test, for this test only unless `per` says suite. */
  readonly fixture: {
    <T>(make: FixtureMaker<Target, T>): Fixture<T>;
    <T>(options: FixtureOptions, make: FixtureMaker<Target, T>): Fixture<T>;
  };
}

export interface TestDefinition {
  readonly name: string;
  readonly xray: readonly string[];
  /** Those of the suite first, none twice. */
  readonly tags: readonly string[];
  readonly timeoutMs: number;
  /** null: the test runs. */
  readonly skip: string | null;
  readonly body: TestBody<unknown>;
}

/** Made by `suite()`. */
export interface Suite {
  readonly isFocusStabilitySuite: true;
  readonly title: string;
  readonly xray: readonly string[];
  readonly concurrency: number;
  readonly tests: readonly TestDefinition[];
}
