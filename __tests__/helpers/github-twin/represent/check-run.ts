import { apiUrl, pageUrl, toIso, type CheckRun, type World } from '../world.ts';
import { nodeId, showUser } from './user.ts';

const APP_ID = 15368;

export function showCheckRun(world: World, check: CheckRun): Record<string, unknown> {
  const url = apiUrl(world, `check-runs/${check.id}`);
  const page = pageUrl(world, `runs/${check.id}`);
  const made = toIso(new Date(0));
  return {
    id: check.id,
    node_id: nodeId('CheckRun', check.id),
    name: check.name,
    head_sha: check.headSha,
    external_id: check.externalId,
    url,
    html_url: page,
    details_url: check.detailsUrl ?? page,
    status: check.status,
    conclusion: check.conclusion,
    started_at: check.startedAt,
    completed_at: check.completedAt,
    output: {
      ...check.output,
      annotations_count: check.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: APP_ID },
    app: {
      id: APP_ID,
      slug: 'github-actions',
      node_id: nodeId('App', APP_ID),
      owner: showUser(world, 'github'),
      name: 'GitHub Actions',
      description: 'Automate your workflow from idea to production',
      external_url: 'https://help.github.com/en/actions',
      html_url: 'https://github.com/apps/github-actions',
      created_at: made,
      updated_at: made,
      permissions: {},
      events: [],
    },
    pull_requests: [],
  };
}
