/**
 * A suite of your own, in JavaScript:
 *
 *   focus-stability run --suite examples/focus-server/recordings.suite.mjs --set days=3
 */
import assert from 'node:assert/strict';
import { suite } from 'focus-stability/suite';

const DAY_SECONDS = 24 * 60 * 60;

export default suite('Recordings', ({ test }) => {
  test('there is something to play back', async (t) => {
    const { environment, settings } = t.target;
    const days = Number(settings.days ?? 14);
    const end = Math.floor(t.epoch() / 1000);
    const response = await fetch(`${environment.baseUrl}/recordings_in_time_range`, {
      method: 'POST',
      signal: t.signal,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ start_time: end - days * DAY_SECONDS, end_time: end }),
    });
    assert.equal(response.status, 200);
    const recordings = await response.json();
    t.record('recordings', recordings.length);
    assert.ok(recordings.length > 0, `no recording in the last ${days} days`);
  });
});
