import assert from 'node:assert/strict';
import type { FocusBuilder } from '../support/context.ts';
import { startAndCancel, expectFieldRefused } from '../support/configure.ts';
import { liveRequest } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';
import { isLegacy } from '../support/context.ts';
import { NFFT_CLARITY } from './rules.ts';

const WRONG = [
  { what: 'a word', value: 'many', xray: 'PZ-340' },
  { what: 'an empty text', value: '', xray: 'PZ-341' },
  { what: 'a fraction', value: 1.5, xray: 'PZ-342' },
  { what: 'a fraction as text', value: '1024.5', xray: 'PZ-343' },
  { what: 'true', value: true, xray: 'PZ-344' },
  { what: 'false', value: false, xray: 'PZ-345' },
  { what: 'a list', value: [1024], xray: 'PZ-346' },
  { what: 'an object', value: { value: 1024 }, xray: 'PZ-347' },
];

export function defineTypeTests({ test }: FocusBuilder): void {
  for (const { what, value, xray } of WRONG)
    test(`NFFT that is ${what} is refused with the values that are allowed`, { xray }, async (t) => {
      const server = await t.use(focusServer);
      const exchange = await server.configure(liveRequest({ nfftSelection: value }));
      const text = expectFieldRefused(exchange, 'nfftSelection');
      for (const word of isLegacy(t) ? ['nfftSelection'] : NFFT_CLARITY)
        assert.ok(new RegExp(word, 'i').test(text), `the refusal does not say ${String(word)}: ${text}`);
      await startAndCancel(t, liveRequest());
    });
}
