/** `suite()`: what a suite file exports. */
import type { Fixture, FixtureMaker, FixtureOptions } from '../types/context.ts';
import type {
  DefineRows,
  DefineTest,
  Suite,
  SuiteBuilder,
  SuiteOptions,
  TestBody,
  TestDefinition,
  TestOptions,
} from '../types/suite.ts';
import { checkWhole, checkWords } from './check-options.ts';
import { checkName, nameRow } from './names.ts';

const DEFAULT_TIMEOUT_MS = 30_000;

type Build<Target> = (builder: SuiteBuilder<Target>) => void;

/**
 * A suite with the tests that `build` defines. `Target` is the type of `t.target`.
 * @throws TypeError when a name or an option is wrong, or two tests have the same name
 */
export function suite<Target = unknown>(title: string, build: Build<Target>): Suite;
export function suite<Target = unknown>(title: string, options: SuiteOptions, build: Build<Target>): Suite;
export function suite<Target>(
  title: string,
  first: SuiteOptions | Build<Target>,
  second?: Build<Target>,
): Suite {
  const [options, build] = sortArguments<SuiteOptions, Build<Target>>(first, second);
  const name = checkName(title, 'suite');
  if (build === null) throw new TypeError(`the suite ${name} has no function that defines its tests`);
  const tests = new Map<string, TestDefinition>();
  const built: unknown = build(createBuilder<Target>(tests, options));
  if (built instanceof Promise)
    throw new TypeError(`the tests of ${name} are defined by an async function: use a plain one`);
  return {
    isFocusStabilitySuite: true,
    title: name,
    xray: checkWords(options.xray, 'xray'),
    concurrency: checkWhole(options.concurrency, 'concurrency', 1),
    tests: [...tests.values()],
  };
}

function createBuilder<Target>(
  tests: Map<string, TestDefinition>,
  options: SuiteOptions,
): SuiteBuilder<Target> {
  const add = (name: string, own: TestOptions, body: TestBody<Target> | null): void => {
    const test = defineTest(name, { suite: options, own }, body);
    if (tests.has(test.name))
      throw new TypeError(`two tests have the name "${test.name}": give each a name of its own`);
    tests.set(test.name, test);
  };
  const each =
    <Row>(rows: Iterable<Row>): DefineRows<Target, Row> =>
    (name: string, ...rest: readonly [Second<Row, Target>, RowBody<Row, Target>?]) => {
      const [own, body] = sortArguments<TestOptions, RowBody<Row, Target>>(...rest);
      for (const row of rows) add(nameRow(name, row), own, body?.(row) ?? null);
    };
  const define = (name: string, first: TestOptions | TestBody<Target>, second?: TestBody<Target>): void =>
    add(name, ...sortArguments<TestOptions, TestBody<Target>>(first, second));
  const test: DefineTest<Target> = Object.assign(define, { each });
  return { test, each, fixture };
}

type RowBody<Row, Target> = (row: Row) => TestBody<Target>;
type Second<Row, Target> = TestOptions | RowBody<Row, Target>;

/** Options may be left out. */
function sortArguments<Options extends object, Fn extends (...args: never[]) => unknown>(
  first: Options | Fn,
  second?: Fn,
): [Partial<Options>, Fn | null] {
  if (typeof first === 'function') return [{}, first];
  return [first ?? {}, typeof second === 'function' ? second : null];
}

function defineTest<Target>(
  rawName: string,
  options: { readonly suite: SuiteOptions; readonly own: TestOptions },
  body: TestBody<Target> | null,
): TestDefinition {
  const name = checkName(rawName, 'test');
  if (typeof body !== 'function') throw new TypeError(`the test "${name}" has no function to run`);
  const { suite: all, own } = options;
  const tags = [...checkWords(all.tags, 'tags'), ...checkWords(own.tags, `tags of "${name}"`)];
  return {
    name,
    xray: checkWords(own.xray, `xray of "${name}"`),
    tags: [...new Set(tags)],
    timeoutMs: checkWhole(own.timeoutMs ?? all.timeoutMs, `timeoutMs of "${name}"`, DEFAULT_TIMEOUT_MS),
    skip: own.skip ?? null,
    // The engine gives every test the target that the person who runs it vouches for.
    body: body as TestBody<unknown>,
  };
}

function fixture<Target, T>(
  first: FixtureOptions | FixtureMaker<Target, T>,
  second?: FixtureMaker<Target, T>,
): Fixture<T> {
  const [options, make] =
    typeof first === 'function' ? [{ per: 'test' } as const, first] : [first, second ?? null];
  if (typeof make !== 'function') throw new TypeError('a fixture has no function that makes it');
  if (options.per !== 'test' && options.per !== 'suite')
    throw new TypeError('`per` of a fixture must be test or suite');
  return { per: options.per, make: make as FixtureMaker<unknown, T> };
}
