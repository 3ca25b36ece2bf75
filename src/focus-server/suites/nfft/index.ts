/** Story 5.3: the points of the FFT, everything they are combined with, and every figure that is calculated from them. */
import type { SuiteTarget } from '../../../model/environment.ts';
import { suite } from '../../../suite/api/index.ts';
import { defineChannelCountTests, defineFrequencyRangeTests } from './combinations.ts';
import { defineEscalationTests } from './escalation.ts';
import { defineFrameTests } from './frames.ts';
import { defineMappingTests } from './stream-mapping.ts';
import { defineInvalidTests, defineSpellingTests, defineValidTests, defineTypeTests } from './values.ts';

export default suite<SuiteTarget>(
  'Focus Server NFFT',
  { tags: ['nfft'], concurrency: 8, timeoutMs: 30_000 },
  (builder) => {
    defineValidTests(builder);
    defineSpellingTests(builder);
    defineFrameTests(builder);
    defineInvalidTests(builder);
    defineTypeTests(builder);
    defineChannelCountTests(builder);
    defineFrequencyRangeTests(builder);
    defineEscalationTests(builder);
    defineMappingTests(builder);
  },
);
