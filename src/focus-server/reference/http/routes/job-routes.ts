/** Jobs that exist: what configure answered for them, and their end. */
import { INVALID_JOB_ID } from '../../../contract/errors.ts';
import type { ServerProfile } from '../../../contract/profiles.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import { answerError, answerJson, NOT_FOUND, type Answer } from '../answer.ts';
import type { HttpRequest } from '../request.ts';
import type { HttpRoute } from '../router.ts';

export interface JobParts {
  readonly jobs: Jobs;
  readonly profile: ServerProfile;
}

export function createJobRoutes(parts: JobParts): HttpRoute[] {
  return [
    {
      method: 'GET',
      path: '/metadata/{job_id}',
      answer({ parameters }) {
        const job = parts.jobs.get(parameters.get('job_id') ?? '');
        return job === undefined ? answerError(404, INVALID_JOB_ID) : answerJson(job.response);
      },
    },
    { method: 'DELETE', path: '/job/{job_id}', answer: (request) => cancelJob(request, parts) },
  ];
}

/** The oldest real server has no such route: it answers what its framework answers, without `error`. */
const NO_ROUTE: Answer = { status: 404, body: { detail: 'Not Found' } };

function cancelJob({ parameters }: HttpRequest, { jobs, profile }: JobParts): Answer {
  if (profile === 'legacy') return NO_ROUTE;
  const id = parameters.get('job_id') ?? '';
  return jobs.cancel(id) ? answerJson({ status: 'cancelled', job_id: id }) : NOT_FOUND;
}
