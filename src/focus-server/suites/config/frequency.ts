import type { RuleFacts } from '../../contract/rules.ts';
import type { FocusBuilder } from '../support/context.ts';
import { serverFacts, topFrequency } from '../support/plan.ts';
import { startAsPlanned, expectOnlyRefused } from '../support/configure.ts';
import { liveRequest } from '../support/requests.ts';

interface FrequencyRow {
  readonly name: string;
  readonly xray: string;
  /** Hz. */
  readonly choose: (facts: RuleFacts) => { readonly min: number; readonly max: number };
}

const REFUSED: readonly FrequencyRow[] = [
  { name: 'a negative frequency', xray: 'PZ-210', choose: () => ({ min: -1, max: 500 }) },
  {
    name: 'a frequency above the limit',
    xray: 'PZ-211',
    choose: (facts) => ({ min: 0, max: topFrequency(facts) + 1 }),
  },
  { name: 'a reversed range of frequencies', xray: 'PZ-212', choose: () => ({ min: 300, max: 200 }) },
  { name: 'a range of no width', xray: 'PZ-213', choose: () => ({ min: 300, max: 300 }) },
];

export function defineFrequencyTests({ test }: FocusBuilder): void {
  for (const { name, xray, choose } of REFUSED)
    test(`${name} is refused`, { xray }, async (t) => {
      const frequencyRange = choose(await t.use(serverFacts));
      const refusal = { status: 400, says: [/nyquist|limit/i] } as const;
      await expectOnlyRefused(t, { body: liveRequest({ frequencyRange }) }, refusal);
    });

  test('a range that starts above 0 Hz starts there', { xray: 'PZ-214' }, async (t) => {
    await startAsPlanned(t, liveRequest({ frequencyRange: { min: 100, max: 200 } }));
  });
}
