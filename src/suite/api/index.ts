/** What `import ... from 'focus-stability/suite'` gives the author of a suite. */
export { expectEventually, NotEventually } from './eventually.ts';
export { suite } from './suite.ts';
export type {
  Check,
  Fixture,
  FixtureContext,
  FixtureMaker,
  FixtureOptions,
  TestContext,
  WaitOptions,
} from '../types/context.ts';
export type { Suite, SuiteBuilder, SuiteOptions, TestBody, TestOptions } from '../types/suite.ts';
