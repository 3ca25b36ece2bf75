/** Live streaming stability: streams that last, clients that come and go. */
import type { SuiteTarget } from '../../../model/environment.ts';
import { suite } from '../../../suite/api/index.ts';
import { defineClientTests } from './clients.ts';
import { defineLifetimeTests } from './lifetimes.ts';
import { defineStreamingTests } from './streaming.ts';

export default suite<SuiteTarget>(
  'Focus Server live streaming stability',
  { tags: ['live'], concurrency: 6, timeoutMs: 90_000 },
  (builder) => {
    defineStreamingTests(builder);
    defineClientTests(builder);
    defineLifetimeTests(builder);
  },
);
