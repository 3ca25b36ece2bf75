/** The values of NFFT: valid ones, other spellings of them, invalid ones, and what is no number at all. */
import assert from 'node:assert/strict';
import { VALID_NFFTS, DEFAULT_NFFT } from '../../contract/limits.ts';
import {
  startAsPlanned,
  startTextAndCancel,
  expectOnlyRefused,
  startAndCancel,
  expectFieldRefused,
} from '../support/configure.ts';
import { isLegacy } from '../support/context.ts';
import type { FocusBuilder } from '../support/context.ts';
import { serverFacts, topFrequency, expectSameNumbers } from '../support/plan.ts';
import { liveRequest, without } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';
import { startMultichannel, NFFT_CLARITY } from './rules.ts';

/** 100 rows a second: the smallest NFFT overlaps enough. */
const ROWS = { displayTimeAxisDuration: 10, displayInfo: { height: 1000 } };

export function defineValidTests({ test }: FocusBuilder): void {
  for (const [index, nfft] of VALID_NFFTS.entries()) {
    const multichannel = `NFFT ${nfft} is taken on multichannel 11-109, 0-1000 Hz`;
    test(multichannel, { xray: `PZ-${300 + index}` }, async (t) => {
      const top = topFrequency(await t.use(serverFacts));
      const response = await startMultichannel(t, nfft, {
        ...ROWS,
        channels: { min: 11, max: 109 },
        frequencyRange: { min: 0, max: top },
      });
      if (response !== null) t.record('frequencies', response.frequencies_amount);
    });

    test(`NFFT ${nfft} is taken on singlechannel`, { xray: `PZ-${310 + index}` }, async (t) => {
      const top = topFrequency(await t.use(serverFacts));
      const body = liveRequest({
        ...ROWS,
        nfftSelection: nfft,
        channels: { min: 11, max: 11 },
        frequencyRange: { min: 0, max: top },
        view_type: 1,
      });
      const { frequencies_amount: bins } = await startAsPlanned(t, body);
      t.record('frequencies', bins);
    });
  }
}

export function defineSpellingTests({ test }: FocusBuilder): void {
  const standard = liveRequest({ nfftSelection: DEFAULT_NFFT });
  const left = [
    { how: 'absent', xray: 'PZ-320', body: without(standard, 'nfftSelection') },
    { how: 'null', xray: 'PZ-321', body: { ...standard, nfftSelection: null } },
  ];
  for (const { how, xray, body } of left)
    test(`NFFT is ${DEFAULT_NFFT} where it is ${how}`, { xray }, async (t) => {
      const { frequencies_list: own } = await startAsPlanned(t, body);
      const { frequencies_list: wanted } = await startAsPlanned(t, standard);
      expectSameNumbers(own, wanted, 'frequencies_list');
    });

  const spelled = [
    { spelling: '2048.0', xray: 'PZ-322' },
    { spelling: '"2048"', xray: 'PZ-323' },
  ];
  for (const { spelling, xray } of spelled)
    test(`NFFT may be written ${spelling}`, { xray }, async (t) => {
      const plain = liveRequest({ nfftSelection: 2048 });
      const text = JSON.stringify(plain).replace('"nfftSelection":2048', `"nfftSelection":${spelling}`);
      const { frequencies_list: own } = await startTextAndCancel(t, text);
      const { frequencies_list: wanted } = await startAsPlanned(t, plain);
      expectSameNumbers(own, wanted, 'frequencies_list');
    });
}

const INVALID = [100, 127, 129, 500, 1000, 99_999, 131_072, 0, -1];

export function defineInvalidTests({ test }: FocusBuilder): void {
  for (const [index, nfft] of INVALID.entries())
    test(
      `NFFT ${nfft} is refused with the values that are allowed`,
      { xray: `PZ-${330 + index}` },
      async (t) => {
        const body = liveRequest({ nfftSelection: nfft });
        if (!isLegacy(t)) {
          await expectOnlyRefused(t, { body }, { status: 400, says: NFFT_CLARITY });
        } else if (nfft > 0) {
          t.log('a server of profile legacy takes any number of points above 0');
          await startAsPlanned(t, body);
        } else {
          await expectOnlyRefused(t, { body }, { status: 400, says: ['nfftSelection'] });
        }
      },
    );
}

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
