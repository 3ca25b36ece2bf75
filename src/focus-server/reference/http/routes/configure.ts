/** `POST /configure`: schema, readiness, rules, recordings, then the job and its stream. */
import { describeSchemaError, NO_RECORDING, WAITING_FOR_FIBER } from '../../../contract/errors.ts';
import { DEFAULT_HIGHEST_CHANNEL, DEFAULT_PRR } from '../../../contract/limits.ts';
import { parseConfigure } from '../../../contract/parse-request.ts';
import { planStream } from '../../../contract/plan-stream.ts';
import { checkRules } from '../../../contract/profiles.ts';
import type { ConfigureRequest, FieldRule, RuleFacts } from '../../../contract/rules.ts';
import type { TimeRange } from '../../../contract/stream-plan.ts';
import type { DefectHooks } from '../../defect.ts';
import type { Job } from '../../job.ts';
import type { NewJob } from '../../jobs/jobs.ts';
import type { Clock } from '../../../../model/clock.ts';
import { answerError, answerJson, RefusedRequest, type Answer } from '../answer.ts';
import type { FibreState } from '../fibre.ts';
import type { Latency, Pauses } from '../latency.ts';
import { askCatalogue, coverRange, type Recordings } from '../recordings.ts';
import type { HttpRequest } from '../request.ts';
import type { HttpRoute } from '../router.ts';

export interface ConfigureParts {
  readonly fibre: FibreState;
  readonly rules: readonly FieldRule[];
  readonly hooks: DefectHooks;
  readonly recordings: Recordings;
  readonly clock: Clock;
  readonly latency: Latency;
  readonly pauses: Pauses;
  /** `http://host` of the streams, as this client reaches it. */
  streamUrl(request: HttpRequest): string;
  /** Resolves when the job's stream listens. `refused`: text for a 503. */
  startJob(wish: NewJob): Promise<{ readonly job: Job } | { readonly refused: string }>;
}

const FACTS: RuleFacts = { prr: DEFAULT_PRR, highestChannel: DEFAULT_HIGHEST_CHANNEL };

export function createConfigureRoute(parts: ConfigureParts): HttpRoute {
  return { method: 'POST', path: '/configure', answer: (request) => configure(request, parts) };
}

async function configure(request: HttpRequest, parts: ConfigureParts): Promise<Answer> {
  const asked = await readRequest(request, parts);
  const plan = planStream(asked, FACTS);
  const wish: NewJob = {
    plan: parts.hooks.plan?.(plan) ?? plan,
    timeRange: readTimeRange(asked),
    streamUrl: parts.streamUrl(request),
  };
  await parts.pauses.pause(parts.latency(wish.timeRange === null ? 'live' : 'historic'));
  const timeRange = await findTimeRange(wish, parts);
  const started = await parts.startJob({ ...wish, timeRange });
  return 'refused' in started ? answerError(503, started.refused) : answerJson(started.job.response);
}

/** Throws RefusedRequest for what breaks the schema (422), meets no fibre (503) or breaks a rule (400). */
async function readRequest(
  request: HttpRequest,
  { fibre, rules }: ConfigureParts,
): Promise<ConfigureRequest> {
  const parsed = parseConfigure(await request.readJson());
  if ('issues' in parsed) throw new RefusedRequest({ status: 422, body: describeSchemaError(parsed.issues) });
  if (fibre.waiting) throw new RefusedRequest(answerError(503, `not ready: ${WAITING_FOR_FIBER}`));
  const broken = checkRules(parsed.ok, rules, FACTS);
  if (broken !== null) throw new RefusedRequest(answerError(400, broken.text));
  return parsed.ok;
}

function readTimeRange({ startTime, endTime }: ConfigureRequest): TimeRange | null {
  if (startTime === null || endTime === null) return null;
  return { startMs: startTime * 1000, endMs: endTime * 1000 };
}

/** What is played back. A job is only made once this is known, so that a refusal leaves nothing behind. */
async function findTimeRange(wish: NewJob, parts: ConfigureParts): Promise<TimeRange | null> {
  const { hooks, recordings, clock } = parts;
  try {
    if (wish.timeRange === null) {
      if (hooks.needsCatalogue?.includes('live') === true) await askCatalogue(recordings.ping());
      return null;
    }
    const found = await askCatalogue(recordings.find(wish.timeRange));
    const covered = coverRange(found, wish.timeRange, clock.now());
    if (covered === null) throw new RefusedRequest(answerError(404, NO_RECORDING));
    return hooks.timeRange?.(covered) ?? covered;
  } catch (error) {
    const unreachable = error instanceof RefusedRequest && error.answer.status === 503;
    if (unreachable && hooks.leaksJobs === true) await parts.startJob(wish);
    throw error;
  }
}
