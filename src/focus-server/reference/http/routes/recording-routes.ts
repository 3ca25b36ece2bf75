/** What the catalogue holds: as JSON for clients, as a page for people. */
import { escapeText } from '../../../../kit/xml.ts';
import type { Clock } from '../../../../model/clock.ts';
import { describeSchemaError } from '../../../contract/errors.ts';
import { parseRecordingsRange } from '../../../contract/parse-request.ts';
import type { RecordingsResponse } from '../../../contract/responses.ts';
import type { Recording } from '../../../contract/stream-plan.ts';
import type { DefectHooks } from '../../defect.ts';
import { answerJson } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { askCatalogue } from '../recordings.ts';
import type { Recordings } from '../recordings.ts';
import type { HttpRequest } from '../request.ts';
import type { HttpRoute } from '../router.ts';

interface RecordingParts {
  readonly recordings: Recordings;
  readonly clock: Clock;
  readonly hooks: Pick<DefectHooks, 'clockSkewMs'>;
}

const TIMELINE_MS = 30 * 24 * 3600 * 1000;
const STILL_RECORDING = -1;

export function createRecordingRoutes(parts: RecordingParts): HttpRoute[] {
  return [
    {
      method: 'POST',
      path: '/recordings_in_time_range',
      answer: (request) => listRecordings(request, parts),
    },
    { method: 'GET', path: '/get_recordings_timeline', answer: () => showTimeline(parts) },
  ];
}

async function listRecordings(request: HttpRequest, parts: RecordingParts): Promise<Answer> {
  const parsed = parseRecordingsRange(await request.readJson());
  if ('issues' in parsed) return { status: 422, body: describeSchemaError(parsed.issues) };
  const { startTime, endTime } = parsed.ok;
  if (endTime < startTime) return answerJson([]);
  const range = { startMs: startTime * 1000, endMs: endTime * 1000 };
  const found = await askCatalogue(parts.recordings.find(range));
  return answerJson(describeRecordings(found, parts.hooks.clockSkewMs ?? 0));
}

function describeRecordings(recordings: readonly Recording[], skewMs: number): RecordingsResponse {
  const seconds = (ms: number): number => (ms + skewMs) / 1000;
  return recordings.map(({ startMs, endMs }) => [
    seconds(startMs),
    endMs === null ? STILL_RECORDING : seconds(endMs),
  ]);
}

async function showTimeline({ recordings, clock }: RecordingParts): Promise<Answer> {
  const nowMs = clock.now();
  const found = await askCatalogue(recordings.find({ startMs: nowMs - TIMELINE_MS, endMs: nowMs }));
  return { status: 200, body: renderTimeline(found), contentType: 'text/html; charset=utf-8' };
}

const MOST_ROWS = 1000;

function renderTimeline(recordings: readonly Recording[]): string {
  const rows = recordings
    .slice(0, MOST_ROWS)
    .map(
      ({ uuid, startMs, endMs }) =>
        `<tr><td>${writeTime(startMs)}</td><td>${endMs === null ? 'still recording' : writeTime(endMs)}</td><td>${escapeText(uuid)}</td></tr>`,
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
