import { describe, expect, it } from 'vitest';
import { runAgainst } from './run-against.ts';

const ALL = 109;
const MULTICHANNEL = [128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536].map(
  (nfft) => `NFFT ${nfft} is taken on multichannel 11-109, 0-1000 Hz`,
);
const forNffts = (text: string) => [128, 1024, 2048, 65536].map((nfft) => `NFFT ${nfft} on ${text}`);
const INVALID = [100, 127, 129, 500, 1000, 99999, 131072, 0, -1].map(
  (nfft) => `NFFT ${nfft} is refused with the values that are allowed`,
);

describe('the nfft suite', () => {
  it.each(['default', 'strict-view-limits', 'legacy'] as const)(
    'is green on a clean server of profile %s',
    async (profile) => {
      const outcome = await runAgainst('nfft', { server: { profile } });
      expect(outcome.red).toEqual([]);
      expect(outcome.unmeasured).toEqual([]);
      expect(outcome.named('passed')).toHaveLength(ALL);
    },
  );

  it.each(['always-400', 'always-200'])('has no green test on %s', async (defect) => {
    const outcome = await runAgainst('nfft', { server: { defects: [defect] } });
    expect(outcome.named('passed')).toEqual([]);
    expect(outcome.named('failed').length + outcome.named('errored').length).toBe(ALL);
  });

  it.each([
    {
      defect: 'accepts-nfft-1000',
      grep: 'with the values that are allowed',
      red: ['NFFT 1000 is refused with the values that are allowed'],
    },
    {
      defect: 'rejects-nfft-32768',
      grep: '/ is taken on /',
      red: ['NFFT 32768 is taken on multichannel 11-109, 0-1000 Hz', 'NFFT 32768 is taken on singlechannel'],
    },
    { defect: 'unclear-nfft-message', grep: '/NFFT -?\\d+ is refused/', red: INVALID },
    {
      defect: 'no-escalation',
      grep: '/ (stays|becomes|is doubled)/',
      red: [
        'NFFT 1024 with 300 s on 600 rows becomes 2048, as recorded',
        'NFFT 1024 becomes 2048 where less than half of it overlaps',
        'NFFT 128 is doubled five times for a row a second',
      ],
    },
    { defect: 'nyquist-unchecked', grep: ' Hz is ', red: forNffts('0-1001 Hz is refused') },
    {
      defect: 'reversed-range-accepted',
      grep: ' Hz is ',
      red: [...forNffts('500-0 Hz is refused'), ...forNffts('500-500 Hz is refused')],
    },
    { defect: 'channels-unlimited', grep: 'channels is', red: forNffts('2223 channels is refused') },
    {
      defect: 'wrong-channel-mapping',
      grep: 'are streamed',
      red: [
        '50 channels are streamed as 17/17/16',
        '8 channels are streamed as 3/3/2',
        '2 channels are streamed as 1/1',
      ],
    },
    { defect: 'missing-frequency', grep: 'multichannel 11-109', red: MULTICHANNEL },
    { defect: 'wrong-lines-dt', grep: 'multichannel 11-109', red: MULTICHANNEL },
    { defect: 'prr-mismatch', grep: 'multichannel 11-109', red: MULTICHANNEL },
  ])('finds $defect', async ({ defect, grep, red }) => {
    const selection = { grep, tags: [], only: [] };
    const outcome = await runAgainst('nfft', { server: { defects: [defect] }, plan: { selection } });
    expect(outcome.named('failed').toSorted()).toEqual(red.toSorted());
    expect(outcome.named('errored')).toEqual([]);
  });
});
