import assert from 'node:assert/strict';
import type { FocusBuilder, FocusTest } from '../support/context.ts';
import { serverFacts, expectPlanned } from '../support/plan.ts';
import { startTextAndCancel } from '../support/configure.ts';
import { findPast } from '../support/recordings.ts';
import { historicRequest, liveRequest, type ConfigureFields } from '../support/requests.ts';

/** Each number of the body is there once. */
const BODY = liveRequest({
  displayTimeAxisDuration: 12,
  displayInfo: { height: 240 },
  channels: { min: 21, max: 31 },
  frequencyRange: { min: 41, max: 451 },
});
const ROWS = [
  { field: 'displayTimeAxisDuration', number: 12, xray: 'PZ-245' },
  { field: 'displayInfo.height', number: 240, xray: 'PZ-246' },
  { field: 'channels.min', number: 21, xray: 'PZ-247' },
  { field: 'channels.max', number: 31, xray: 'PZ-248' },
  { field: 'frequencyRange.min', number: 41, xray: 'PZ-249' },
  { field: 'frequencyRange.max', number: 451, xray: 'PZ-250' },
];
const SECONDS = 30;

export function defineSpellingTests({ test }: FocusBuilder): void {
  for (const { field, number, xray } of ROWS)
    test(`${field} may be written ${number}.0 and "${number}"`, { xray }, async (t) => {
      await expectSpelled(t, BODY, [number]);
    });

  test('times may be written as integral floats and as text', { xray: 'PZ-251' }, async (t) => {
    const range = await findPast(t, SECONDS);
    await expectSpelled(t, historicRequest(range), [range.start, range.end]);
  });
}

type Spell = (digits: string) => string;
const SPELLINGS: readonly Spell[] = [(digits) => `${digits}.0`, (digits) => `"${digits}"`];

/** The numbers are taken in both spellings for what they are. */
async function expectSpelled(t: FocusTest, body: ConfigureFields, numbers: readonly number[]): Promise<void> {
  const facts = await t.use(serverFacts);
  for (const spell of SPELLINGS) {
    const text = numbers.reduce((json, number) => respell(json, number, spell), JSON.stringify(body));
    expectPlanned(await startTextAndCancel(t, text), body, facts);
  }
}

/** The one place of the number. */
function respell(json: string, number: number, spell: Spell): string {
  const parts = json.split(new RegExp(`:${number}(?=[,}])`));
  assert.equal(parts.length, 2, `places of ${number} in ${json}`);
  return parts.join(`:${spell(String(number))}`);
}
