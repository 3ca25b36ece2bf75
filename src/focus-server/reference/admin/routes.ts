/** `/_admin/...`: what tests and the status page read and switch. */
import { z } from 'zod';
import type { Recording } from '../../contract/stream-plan.ts';
import { answerError, answerJson, type Answer } from '../http/answer.ts';
import type { FibreState } from '../http/fibre.ts';
import { askCatalogue } from '../http/recordings.ts';
import type { HttpRequest } from '../http/request.ts';
import type { HttpRoute } from '../http/router.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { FaultDesk } from './faults.ts';
import { createFaultRoutes } from './faults.ts';
import { STATUS_PAGE } from './page/page.ts';
import { readBody } from '../http/request.ts';
import { describeJobs, type ServerState } from './state.ts';

export interface AdminParts {
  readonly jobs: Pick<Jobs, 'view' | 'list' | 'cancel'>;
  readonly faults: FaultDesk;
  readonly fibre: FibreState;
  state(): ServerState;
  /** The newest recordings, deleted ones too. */
  recordings(): Promise<readonly Recording[]>;
  /** Ends all jobs, undoes all faults, connects the fibre and forgets the requests. */
  reset(): Promise<void>;
}

const fiberBody = z.object({ waiting: z.boolean() });

export function createAdminRoutes(parts: AdminParts): HttpRoute[] {
  const { jobs, fibre, faults } = parts;
  return [
    { method: 'GET', path: '/', answer: () => STATUS_PAGE },
    { method: 'GET', path: '/_admin/state', answer: () => answerJson(parts.state()) },
    {
      method: 'GET',
      path: '/_admin/recordings',
      answer: async () => answerJson({ recordings: await askCatalogue(parts.recordings()) }),
    },
    { method: 'GET', path: '/_admin/jobs', answer: () => answerJson({ jobs: describeJobs(jobs) }) },
    { method: 'DELETE', path: '/_admin/jobs', answer: () => endAll(jobs) },
    { method: 'DELETE', path: '/_admin/jobs/{job_id}', answer: (request) => endOne(request, jobs) },
    ...createFaultRoutes(faults),
    { method: 'GET', path: '/_admin/fiber', answer: () => answerJson({ waiting: fibre.waiting }) },
    {
      method: 'POST',
      path: '/_admin/fiber',
      answer: async (request) => {
        fibre.waiting = (await readBody(request, fiberBody)).waiting;
        return answerJson({ waiting: fibre.waiting });
      },
    },
    {
      method: 'POST',
      path: '/_admin/reset',
      answer: async () => {
        await parts.reset();
        return answerJson({});
      },
    },
  ];
}

function endAll(jobs: AdminParts['jobs']): Answer {
  const ended = jobs.list().map(({ id }) => id);
  for (const id of ended) jobs.cancel(id);
  return answerJson({ ended });
}

function endOne({ parameters }: HttpRequest, jobs: AdminParts['jobs']): Answer {
  const id = parameters.get('job_id') ?? '';
  return jobs.cancel(id) ? answerJson({ ended: [id] }) : answerError(404, 'there is no such job');
}
