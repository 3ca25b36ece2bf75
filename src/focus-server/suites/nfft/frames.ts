import type { FocusBuilder } from '../support/context.ts';
import { serverFacts, topFrequency, expectPlanned } from '../support/plan.ts';
import { expectFirstFrames } from '../support/streams.ts';
import { liveRequest } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';

/** Those above 2048 on singlechannel, where every server takes them. */
const ROWS = [
  { nfft: 128, view: 'multichannel', xray: 'PZ-325' },
  { nfft: 1024, view: 'multichannel', xray: 'PZ-326' },
  { nfft: 4096, view: 'singlechannel', xray: 'PZ-327' },
  { nfft: 16_384, view: 'singlechannel', xray: 'PZ-328' },
  { nfft: 65_536, view: 'singlechannel', xray: 'PZ-329' },
];

export function defineFrameTests({ test }: FocusBuilder): void {
  for (const { nfft, view, xray } of ROWS)
    test(`frames of NFFT ${nfft} on ${view} have the shape that was answered`, { xray }, async (t) => {
      const facts = await t.use(serverFacts);
      const body = liveRequest({
        nfftSelection: nfft,
        channels: { min: 11, max: view === 'singlechannel' ? 11 : 16 },
        frequencyRange: { min: 0, max: topFrequency(facts) },
        view_type: view === 'singlechannel' ? 1 : 0,
      });
      const server = await t.use(focusServer);
      const response = await server.start(body);
      expectPlanned(response, body, facts);
      await expectFirstFrames(t, response);
    });
}
