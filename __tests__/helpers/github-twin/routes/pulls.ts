import { invalid, notFound, ok, type Answer, type Call, type Operation } from '../operation.ts';
import { PAGE_QUERY, takePage } from '../paginate.ts';
import { read } from '../permissions.ts';
import { showPull, showWholePull } from '../represent/pull.ts';
import { apiUrl, fullName, type Issue, type Pull, type World } from '../world.ts';

interface Found {
  readonly issue: Issue;
  readonly pull: Pull;
}

const listPulls = (world: World): Found[] =>
  [...world.issues.values()].flatMap((issue) => (issue.pull === null ? [] : [{ issue, pull: issue.pull }]));

function answerPage(world: World, call: Call, list: { of: readonly Found[]; path: string }): Answer {
  const { items, headers } = takePage(list.of, call, apiUrl(world, list.path));
  return { status: 200, headers, json: items.map(({ issue, pull }) => showPull(world, issue, pull)) };
}

export const PULL_OPERATIONS: readonly Operation[] = [
  {
    id: 'pulls/list',
    needs: read('pull-requests'),
    query: [...PAGE_QUERY, 'state', 'head', 'base', 'sort', 'direction'],
    answer: (world, call) => {
      const { state = 'open', head, base, sort = 'created', direction } = call.query;
      const descending = (direction ?? (sort === 'created' ? 'desc' : 'asc')) === 'desc';
      const time = ({ issue }: Found): number =>
        (sort === 'updated' ? issue.updatedAt : issue.createdAt).getTime();
      const of = listPulls(world)
        .filter(({ issue }) => state === 'all' || issue.state === state)
        .filter(({ pull }) => base === undefined || pull.baseRef === base)
        .filter(({ pull }) => head === undefined || head === nameHead(pull))
        .sort((a, b) => (time(a) - time(b) || a.issue.number - b.issue.number) * (descending ? -1 : 1));
      return answerPage(world, call, { of, path: 'pulls' });
    },
  },
  {
    id: 'pulls/get',
    needs: read('pull-requests'),
    answer: (world, { params }) => {
      const issue = world.issues.get(Number(params['pull_number']));
      return issue === undefined || issue.pull === null
        ? notFound()
        : ok(showWholePull(world, issue, issue.pull));
    },
  },
  {
    // A fork's commit is not in our repository: the answer is empty, or "no commit found".
    id: 'repos/list-pull-requests-associated-with-commit',
    needs: read('pull-requests'),
    query: PAGE_QUERY,
    answer: (world, call) => {
      const sha = call.params['commit_sha'] ?? '';
      const withHead = listPulls(world).filter(({ pull }) => pull.headSha === sha);
      const of = withHead.filter(({ pull }) => pull.headRepository === fullName(world));
      const runs = [...world.runs.values()].flat();
      const known = world.git.commits.has(sha) || runs.some(({ headSha }) => headSha === sha);
      if (withHead.length === 0 && !known) return invalid(`No commit found for SHA: ${sha}`);
      return answerPage(world, call, { of, path: `commits/${sha}/pulls` });
    },
  },
];

const nameHead = (pull: Pull): string => `${pull.headRepository.split('/')[0] ?? ''}:${pull.headRef}`;
