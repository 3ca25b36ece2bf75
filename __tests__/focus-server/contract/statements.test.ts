/** The statements of focus-server.md, sections 2 to 7, and the tests that hold them: a test that goes is missed here. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Section and statement -> file below this folder's parent -> title of a test in it. */
const STATEMENTS: readonly (readonly [statement: string, file: string, title: string])[] = [
  [
    '2 at the root and below the prefix',
    'reference/http/surface.test.ts',
    'answers every read at the root and below the prefix',
  ],
  ['2 GET /ack, any other method 405', 'reference/http/surface.test.ts', 'refuses %s /ack with 405'],
  [
    '2 channels, live_metadata, sensors, timeline',
    'reference/http/surface.test.ts',
    'answers the shapes of the contract',
  ],
  [
    '2 recordings_in_time_range, end -1',
    'reference/http/surface.test.ts',
    'lists recordings newest first, deleted ones not among them',
  ],
  ['2 recordings_in_time_range 422', 'reference/http/surface.test.ts', 'refuses a range that is none'],
  [
    '2 metadata of a job, 404 Invalid job_id',
    'reference/http/configure.test.ts',
    'answers the metadata of a job until it is cancelled',
  ],
  [
    '2 DELETE /job, 404 Not Found',
    'reference/http/configure.test.ts',
    'cancels nothing in the profile of the oldest server',
  ],
  [
    '2 DELETE /job, 200 cancelled',
    'reference/http/configure.test.ts',
    'gives no window beyond the limit and gives freed ones again',
  ],
  ['2 openapi.json is served', 'reference/http/surface.test.ts', 'describes itself'],
  ['2 openapi.json', 'contract/openapi.test.ts', 'lists every operation of the contract'],
  [
    '2 the schema that validates',
    'contract/openapi.test.ts',
    'accepts exactly the configure bodies that the server accepts',
  ],
  ['2 422, 400, detail of 422', 'reference/http/configure.test.ts', 'refuses %j with %i'],
  [
    '2 404 no recording',
    'reference/http/configure.test.ts',
    'answers 404 where nothing was recorded and makes no job',
  ],
  ['2 422 of what is no JSON', 'reference/http/bad-input.test.ts', 'refuses the body %.30j with 422'],
  [
    '2 anything unexpected 500',
    'reference/http/unexpected.test.ts',
    'answers 500 with a text and tells why when something breaks $moment',
  ],
  [
    '2 every error body carries error',
    'reference/http/leaks.test.ts',
    'leave neither jobs nor windows nor sockets nor memory behind, and never a 500',
  ],
  ['3 the example', 'contract/parse-request.test.ts', 'reads the example of the contract'],
  ['3 required fields', 'contract/parse-request.test.ts', 'misses %s %s'],
  [
    '3 optional fields absent or null',
    'contract/parse-request.test.ts',
    'takes the optional fields as absent or null',
  ],
  [
    '3 view_type as int or string',
    'contract/parse-request.test.ts',
    'reads view type %i as integer however it was sent',
  ],
  ['3 view_type answered as int', 'contract/plan-stream.test.ts', 'answers the example as it was observed'],
  ['3 integral floats', 'contract/parse-request.test.ts', 'takes integral floats'],
  ['3 integral strings', 'contract/parse-request.test.ts', 'takes integers as text in %s %s'],
  ['3 live', 'reference/http/configure.test.ts', 'makes a live job that streams what the response says'],
  ['3 historic', 'reference/http/configure.test.ts', 'plays back a recording, and only its time'],
  ['3 what keeps the rules', 'contract/field-rules.test.ts', 'takes %s'],
  ['3 height, channels, frequency, times, waterfall', 'contract/field-rules.test.ts', 'refuses %s of %j'],
  ['3 Nyquist', 'contract/field-rules.test.ts', 'holds Nyquist where the pulse repetition rate is low'],
  ['3 valid NFFT', 'contract/field-rules.test.ts', 'takes %i points in every spectral view'],
  ['3 invalid NFFT', 'contract/field-rules.test.ts', 'refuses %i points and says what is allowed'],
  ['3 default NFFT', 'contract/plan-stream.test.ts', 'completes what is left out'],
  [
    '3 singlechannel maps to 0',
    'contract/plan-stream.test.ts',
    'maps every channel of singlechannel to stream 0',
  ],
  [
    '3 strict-view-limits, NFFT',
    'contract/field-rules.test.ts',
    'strict-view-limits knows a maximum on multichannel',
  ],
  [
    '3 strict-view-limits, singlechannel',
    'contract/field-rules.test.ts',
    'strict-view-limits takes one channel on singlechannel',
  ],
  ['3 legacy', 'contract/field-rules.test.ts', 'legacy takes any number of points above 0'],
  ['3 ConfigureResponse', 'contract/plan-stream.test.ts', 'answers the example as it was observed'],
  [
    '3 all fields of ConfigureResponse, no other',
    'contract/plan-stream.test.ts',
    'is refused by the schema with a field too many, too few or of another type',
  ],
  ['3 channel_amount', 'contract/plan-stream.test.ts', 'keeps the response schema, whatever is asked for'],
  [
    '3 calculation with escalation',
    'contract/plan-stream.test.ts',
    'reproduces the observation that escalates',
  ],
  ['3 calculation without', 'contract/plan-stream.test.ts', 'reproduces the observation that does not'],
  [
    '3 escalation and bins, any request',
    'contract/plan-stream.test.ts',
    'keeps the laws of the calculation for every valid request',
  ],
  ['3 chunks of channels', 'contract/plan-stream.test.ts', 'divides %i channels of multichannel into %j'],
  [
    '4 window, sequence, port',
    'reference/jobs/jobs.test.ts',
    'gives the lowest free window, a rising sequence, and the port of the window',
  ],
  [
    '4 gone after 50 s',
    'reference/jobs/jobs.test.ts',
    'removes a job that nobody ever connected to after 50 s',
  ],
  [
    '4 finished, 120 s',
    'reference/jobs/jobs.test.ts',
    'removes a job 120 s after all streams that were opened were read to the end',
  ],
  [
    '4 idle, 180 s',
    'reference/jobs/jobs.test.ts',
    'removes a job whose open stream shows no activity for 180 s',
  ],
  [
    '4 disconnected, at once',
    'reference/jobs/jobs.test.ts',
    'removes a job at once when the last open stream disconnects',
  ],
  [
    '4 MaxWindows',
    'reference/http/configure.test.ts',
    'gives no window beyond the limit and gives freed ones again',
  ],
  [
    '4 MaxWindows is 30',
    'reference/jobs/jobs.test.ts',
    'refuses the job above the limit, and takes it when a window is free again',
  ],
  [
    '4 cleanup that meets 404',
    'suites/parallel.test.ts',
    'skips what a server that cannot cancel cannot do, and runs the rest',
  ],
  [
    '4 no latency of a 404',
    'suites/performance.test.ts',
    'takes no latency of a cancel that the server does not have',
  ],
  [
    '4 latencies with jitter',
    'reference/http/latency.test.ts',
    'of %s is %i to %i ms, spread over all of it',
  ],
  [
    '4 latencies, seedable',
    'reference/http/latency.test.ts',
    'is the same for the same seed, another for another, and scaled',
  ],
  ['4 latencies, configurable', 'reference/http/latency.test.ts', 'is set by operation, beside the factor'],
  ['4 latencies, configured', 'reference/http/latency.test.ts', 'is felt by who asks for just that'],
  ['4 objects per job', 'reference/kubernetes/answer-kubernetes.test.ts', 'exist as long as the job does'],
  ['4 queues', 'reference/admin/admin.test.ts', 'shows jobs, windows, queues, requests and counters'],
  ['4 no orphan, while MongoDB is disturbed', 'suites/partition.test.ts', 'finds %s'],
  ['4 no orphan, after an error', 'suites/refusals.test.ts', 'finds $defect'],
  [
    '5 waiting for fiber',
    'reference/http/configure.test.ts',
    'answers 503 while it waits for the fibre, and again when it came',
  ],
  [
    '5 MongoDB unreachable, 503 within 5 s',
    'reference/http/catalogue-down.test.ts',
    'serves what needs none (%s)',
  ],
  ['5 the suites hold a server to it', 'suites/refusals.test.ts', 'finds $defect'],
  ['5 no retries', 'client/focus-client.test.ts', 'are not tried again'],
  [
    '6 one server per job',
    'reference/http/configure.test.ts',
    'makes a live job that streams what the response says',
  ],
  ['6 stream_url, scheme stripped', 'client/stream-client.test.ts', 'understands the host %s'],
  [
    '6 package, service, call',
    'contract/data-stream.test.ts',
    'names package, service, call and messages as the contract does',
  ],
  ['6 field numbers of a frame', 'contract/data-stream.test.ts', 'has the field numbers of the contract'],
  [
    '6 data_shape_z absent = 1',
    'contract/data-stream.test.ts',
    'without optional fields has one layer and no job',
  ],
  ['6 stream_id', 'contract/data-stream.test.ts', 'is field 1'],
  ['6 shapes', 'reference/signal/frame-source.test.ts', 'keep every promise of the plan'],
  [
    '6 bursts',
    'reference/grpc/job-stream.test.ts',
    'begins with a burst of the last rows and goes on as rows come due',
  ],
  ['6 bursts of 4 to 8', 'reference/grpc/job-stream.test.ts', 'sends row by row when rows are far apart'],
  [
    '6 three frames within 30 s',
    'reference/http/first-frames.test.ts',
    'brings three frames within 30 s (%s)',
  ],
  [
    '6 message limit, client',
    'reference/grpc/message-limit.test.ts',
    'of a byte more is refused by a client',
  ],
  ['6 message limit, up to it', 'reference/grpc/message-limit.test.ts', 'of 50 MB is read by a client'],
  [
    '6 message limit, server',
    'reference/grpc/message-limit.test.ts',
    'of nearly 50 MB is sent by the server where a row needs it',
  ],
  ['6 message limit, rows beyond it', 'reference/grpc/job-stream.test.ts', 'is refused with the reason'],
  ['7 collections and indexes', 'catalogue/seed.test.ts', 'has the collections and indexes of the contract'],
  ['7 overlap, newest first', 'catalogue/ranges.test.ts', 'around all, newest first'],
  ['7 kinds of recordings', 'catalogue/ranges.test.ts', 'lists the newest of all kinds'],
  ['7 live, stale after 24 h', 'catalogue/ranges.test.ts', '%o is %s'],
  [
    '7 limits of ping and query',
    'catalogue/limits.test.ts',
    'answers a ping within 100 ms and the query of a day within 50 ms',
  ],
  [
    '7 the suites measure the query',
    'suites/performance.test.ts',
    'is green on a clean server, tells its figures and keeps its samples',
  ],
];

it.each(STATEMENTS)('%s: %s', (_, file, title) => {
  expect(readFileSync(join(import.meta.dirname, '..', file), 'utf8')).toContain(`'${title}'`);
});
