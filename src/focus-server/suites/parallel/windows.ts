/** Which windows investigations are given. */
import assert from 'node:assert/strict';
import { openAdmin } from '../support/admin.ts';
import type { FocusBuilder } from '../support/context.ts';
import { windowOf } from '../support/gone.ts';
import { releaseJobs } from '../support/release.ts';
import { liveRequest } from '../support/requests.ts';
import { startTogether } from '../support/together.ts';
import { needWindows } from '../support/windows.ts';

const COUNT = 4;
/** Of those that were given, by its place. */
const ENDED = 1;
const BODY = liveRequest({ channels: { min: 1, max: 6 } });

export function defineWindowTests({ test }: FocusBuilder): void {
  test('investigations are given the lowest windows that are free', { xray: 'PZ-543' }, async (t) => {
    needWindows(t, COUNT);
    // Elsewhere windows come and go with the investigations of others.
    const admin = openAdmin(t) ?? t.skip('only the reference server is ours alone');
    const used = new Set((await admin.state()).windows.used);
    const free: number[] = [];
    for (let window = 1; free.length < COUNT; window += 1) if (!used.has(window)) free.push(window);

    const { responses, wallMs } = await startTogether(
      t,
      free.map(() => BODY),
    );
    t.record('wallMs', wallMs);
    const windows = responses.map(({ job_id: id }) => windowOf(id));
    assert.deepEqual(inOrder(windows), free, 'windows of investigations that started together');

    const ended = responses.filter(({ job_id: id }) => windowOf(id) === free[ENDED]);
    await releaseJobs(t, ended);
    const again = await startTogether(t, [BODY]);
    assert.deepEqual(
      again.responses.map(({ job_id: id }) => windowOf(id)),
      [free[ENDED]],
      'the lowest window is given that is free again',
    );
  });
}

function inOrder(numbers: readonly number[]): number[] {
  return [...numbers].sort((one, other) => one - other);
}
