/** Parallel investigations: several jobs at once, each as good as one alone. */
import type { SuiteTarget } from '../../../model/environment.ts';
import { suite } from '../../../suite/api/index.ts';
import { defineCancelTests } from './cancel-streaming.ts';
import { defineCleanupTests } from './cleanup.ts';
import { defineHealthTests } from './health.ts';
import { defineMixedTests } from './mixed.ts';
import { defineTimingTests } from './timing.ts';
import { defineVerificationTests } from './verification.ts';
import { defineWindowTests } from './windows.ts';

export default suite<SuiteTarget>(
  'Focus Server parallel investigations',
  { tags: ['parallel'], concurrency: 1, timeoutMs: 120_000 },
  (builder) => {
    defineVerificationTests(builder);
    defineTimingTests(builder);
    defineMixedTests(builder);
    defineHealthTests(builder);
    defineCleanupTests(builder);
    defineCancelTests(builder);
    defineWindowTests(builder);
  },
);
