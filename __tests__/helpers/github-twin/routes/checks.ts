import { created, notFound, ok, type Operation } from '../operation.ts';
import { read, write } from '../permissions.ts';
import { showCheckRun } from '../represent/check-run.ts';
import { toIso, type CheckRun, type World } from '../world.ts';

interface CheckBody {
  name?: string;
  head_sha?: string;
  status?: string;
  conclusion?: string;
  started_at?: string;
  completed_at?: string;
  details_url?: string;
  external_id?: string;
  output?: { title?: string; summary: string; text?: string; annotations?: readonly unknown[] };
}

function applyBody(world: World, check: CheckRun, body: CheckBody): void {
  const { output } = body;
  check.name = body.name ?? check.name;
  check.detailsUrl = body.details_url ?? check.detailsUrl;
  check.externalId = body.external_id ?? check.externalId;
  check.startedAt = body.started_at ?? check.startedAt;
  check.conclusion = body.conclusion ?? check.conclusion;
  check.status = check.conclusion === null ? (body.status ?? check.status) : 'completed';
  check.completedAt = body.completed_at ?? (check.conclusion === null ? null : toIso(world.now()));
  if (output === undefined) return;
  const { title = null, summary, text = null } = output;
  check.output = { title, summary, text };
  check.annotations.push(...(output.annotations ?? []));
}

export const CHECK_OPERATIONS: readonly Operation[] = [
  {
    id: 'checks/create',
    needs: write('checks'),
    answer: (world, call) => {
      const body = call.body as CheckBody;
      const check: CheckRun = {
        id: world.nextId(),
        headSha: body.head_sha ?? '',
        name: '',
        status: 'queued',
        conclusion: null,
        startedAt: toIso(world.now()),
        completedAt: null,
        detailsUrl: null,
        externalId: '',
        output: { title: null, summary: null, text: null },
        annotations: [],
      };
      applyBody(world, check, body);
      world.checkRuns.set(check.id, check);
      return created(showCheckRun(world, check));
    },
  },
  {
    id: 'checks/get',
    needs: read('checks'),
    answer: (world, { params }) => {
      const check = world.checkRuns.get(Number(params['check_run_id']));
      return check === undefined ? notFound() : ok(showCheckRun(world, check));
    },
  },
  {
    id: 'checks/update',
    needs: write('checks'),
    answer: (world, { params, body }) => {
      const check = world.checkRuns.get(Number(params['check_run_id']));
      if (check === undefined) return notFound();
      applyBody(world, check, body as CheckBody);
      return ok(showCheckRun(world, check));
    },
  },
];
