/** Is the server there, and does each of its parts work once? Under five seconds, for every push. */
import type { SuiteTarget } from '../../../model/environment.ts';
import { suite } from '../../../suite/api/index.ts';
import { defineFibreTests } from './fibre.ts';
import { defineLiveTests } from './live.ts';
import { defineHistoricTests, defineRecordingTests } from './recordings.ts';
import { defineSurfaceTests } from './surface.ts';

export default suite<SuiteTarget>(
  'Focus Server smoke',
  { tags: ['smoke'], concurrency: 6, timeoutMs: 20_000 },
  (builder) => {
    defineSurfaceTests(builder);
    defineFibreTests(builder);
    defineLiveTests(builder);
    defineRecordingTests(builder);
    defineHistoricTests(builder);
  },
);
