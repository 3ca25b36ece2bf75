/** Story 6.1: the catalogue (MongoDB) is slow, cut off or gone, and comes back. */
import type { SuiteTarget } from '../../../model/environment.ts';
import { suite } from '../../../suite/api/index.ts';
import { defineConcurrentClients } from './concurrent.ts';
import { defineLiveStreams } from './live-stream.ts';
import { defineOutages } from './outage.ts';
import { definePartialOutages } from './partial-outage.ts';
import { defineSlowNetworks } from './slow-network.ts';

export default suite<SuiteTarget>(
  'MongoDB partition',
  // One after the other: a fault is felt by everybody.
  { tags: ['partition', 'nightly', 'destructive'], timeoutMs: 900_000 },
  (builder) => {
    defineSlowNetworks(builder);
    definePartialOutages(builder);
    defineOutages(builder);
    defineLiveStreams(builder);
    defineConcurrentClients(builder);
  },
);
