/** Story 6.3: how long the five operations take that people wait for. */
import type { SuiteTarget } from '../../../model/environment.ts';
import { suite } from '../../../suite/api/index.ts';
import { defineMeasurements } from './measurements.ts';

export default suite<SuiteTarget>(
  'Focus Server performance',
  { tags: ['performance'], concurrency: 2, timeoutMs: 1_800_000 },
  defineMeasurements,
);
