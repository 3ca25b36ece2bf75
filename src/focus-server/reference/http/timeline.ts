/** The page of `GET /get_recordings_timeline`. */
import type { Recording } from '../../contract/stream-plan.ts';

const MOST_ROWS = 1000;

export function renderTimeline(recordings: readonly Recording[]): string {
  const rows = recordings
    .slice(0, MOST_ROWS)
    .map(
      ({ uuid, startMs, endMs }) =>
        `<tr><td>${writeTime(startMs)}</td><td>${endMs === null ? 'still recording' : writeTime(endMs)}</td><td>${escape(uuid)}</td></tr>`,
    );
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Recordings</title></head><body>',
    `<h1>Recordings of the last 30 days: ${recordings.length}</h1>`,
    '<table><thead><tr><th>Start (UTC)</th><th>End (UTC)</th><th>Recording</th></tr></thead>',
    `<tbody>${rows.join('')}</tbody></table></body></html>`,
  ].join('\n');
}

function writeTime(ms: number): string {
  const time = new Date(ms);
  return Number.isNaN(time.getTime()) ? 'unknown' : time.toISOString();
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
