import { expectRefused } from '../support/answers.ts';
import type { FocusBuilder } from '../support/context.ts';
import { startAndCancel, expectFieldRefused } from '../support/configure.ts';
import { lastDays, listRecordings } from '../support/recordings.ts';
import { liveRequest } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';

const NO_JSON = ['', 'configure', '{', '{"view_type":0,}', "{'view_type':0}", '{"view_type":0}}', '\u0000'];
const NO_OBJECT = ['[]', '5', '"text"', 'null', 'true'];
const NO_TIME = ['now', 1.5, true, null, [0], {}];

export function defineBodyTests({ test }: FocusBuilder): void {
  test('a body that is no JSON is refused', { xray: 'PZ-280' }, async (t) => {
    const { client } = await t.use(focusServer);
    for (const text of NO_JSON) {
      t.log(`body ${JSON.stringify(text)}`);
      expectRefused(await client.postText('/configure', text), { status: 422 });
    }
    await startAndCancel(t, liveRequest());
  });

  test('a body that is JSON but no object is refused', { xray: 'PZ-281' }, async (t) => {
    const { client } = await t.use(focusServer);
    for (const text of NO_OBJECT) {
      t.log(`body ${text}`);
      expectRefused(await client.postText('/configure', text), { status: 422 });
    }
    await startAndCancel(t, liveRequest());
  });

  test('a search for recordings without its times is refused', { xray: 'PZ-282' }, async (t) => {
    const { client } = await t.use(focusServer);
    const path = '/recordings_in_time_range';
    for (const text of [...NO_JSON, ...NO_OBJECT])
      expectRefused(await client.postText(path, text), { status: 422 });
    for (const time of NO_TIME) {
      t.log(`time ${JSON.stringify(time)}`);
      const { end } = lastDays(t, 0);
      const late = await client.request('POST', path, { start_time: time, end_time: end });
      expectFieldRefused(late, 'start_time');
      expectFieldRefused(await client.request('POST', path, { start_time: 0, end_time: time }), 'end_time');
    }
    expectFieldRefused(await client.request('POST', path, { end_time: 0 }), 'start_time');
    expectFieldRefused(await client.request('POST', path, { start_time: 0 }), 'end_time');
    await listRecordings(t, lastDays(t, 1));
  });
}
