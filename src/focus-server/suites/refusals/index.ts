/**
 * Refusals that leave nothing behind, and the states in which a server refuses. These tests count jobs and change the
 * whole server: they run one at a time, and not beside other suites.
 */
import type { SuiteTarget } from '../../../model/environment.ts';
import { suite } from '../../../suite/api/index.ts';
import { defineCatalogueTests } from './catalogue-down.ts';
import { defineFibreTests } from './no-fibre.ts';
import { defineRequestTests } from './wrong-requests.ts';

export default suite<SuiteTarget>(
  'Focus Server refusals',
  { tags: ['config'], concurrency: 1, timeoutMs: 60_000 },
  (builder) => {
    defineRequestTests(builder);
    defineFibreTests(builder);
    defineCatalogueTests(builder);
  },
);
