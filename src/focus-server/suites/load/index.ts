/** Extended load: all windows, growing numbers, a long time, a slow network. */
import type { SuiteTarget } from '../../../model/environment.ts';
import { suite } from '../../../suite/api/index.ts';
import { defineGradualTests } from './gradual.ts';
import { defineLatencyTests } from './latency.ts';
import { defineMaxWindowsTests } from './max-windows.ts';
import { defineSustainedTests } from './sustained.ts';
import { defineTargetTests } from './targets.ts';

export default suite<SuiteTarget>(
  'Focus Server extended load',
  { tags: ['load'], concurrency: 1, timeoutMs: 180_000 },
  (builder) => {
    defineTargetTests(builder);
    defineMaxWindowsTests(builder);
    defineGradualTests(builder);
    defineSustainedTests(builder);
    defineLatencyTests(builder);
  },
);
