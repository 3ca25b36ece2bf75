/** Every field of POST /configure: what is taken, what is refused, with which status and in which words. */
import type { SuiteTarget } from '../../../model/environment.ts';
import { suite } from '../../../suite/api/index.ts';
import { defineBodyTests } from './bodies.ts';
import { defineJobTests } from './jobs.ts';
import { defineChannelTests, defineFrequencyTests, defineSizeTests } from './limits.ts';
import { defineMissingTests } from './missing-fields.ts';
import { defineSpellingTests } from './spellings.ts';
import { defineTimeTests } from './times.ts';
import { defineViewTests } from './view-types.ts';
import { defineWaterfallTests } from './waterfall.ts';
import { defineTypeTests } from './wrong-types.ts';

export default suite<SuiteTarget>(
  'Focus Server configuration',
  { tags: ['config'], concurrency: 8, timeoutMs: 30_000 },
  (builder) => {
    defineChannelTests(builder);
    defineFrequencyTests(builder);
    defineTimeTests(builder);
    defineSizeTests(builder);
    defineViewTests(builder);
    defineWaterfallTests(builder);
    defineSpellingTests(builder);
    defineMissingTests(builder);
    defineTypeTests(builder);
    defineBodyTests(builder);
    defineJobTests(builder);
  },
);
