/** Historic playback: what was recorded comes back whole, and nothing else does. */
import type { SuiteTarget } from '../../../model/environment.ts';
import { suite } from '../../../suite/api/index.ts';
import { defineCatalogueTests } from './catalogue.ts';
import { defineChannelTests } from './channels.ts';
import { defineEdgeTests } from './edges.ts';
import { defineMissingTests } from './missing.ts';
import { defineWholeTests } from './whole.ts';

export default suite<SuiteTarget>(
  'Focus Server historic playback',
  { tags: ['historic'], concurrency: 4, timeoutMs: 120_000 },
  (builder) => {
    defineWholeTests(builder);
    defineChannelTests(builder);
    defineEdgeTests(builder);
    defineMissingTests(builder);
    defineCatalogueTests(builder);
  },
);
