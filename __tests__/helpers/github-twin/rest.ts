/** GitHub's REST API: finds the operation, checks request and answer against GitHub's description, asks for permission. */
import { matchContract, type Match } from './contract.ts';
import { jsonReply, readJson, type Endpoint, type Incoming, type Reply } from './endpoint.ts';
import type { Answer, Call, Operation } from './operation.ts';
import { describeNeed, isAllowed, type Need, type Permissions } from './permissions.ts';
import { OPERATIONS } from './routes/index.ts';
import type { World } from './world.ts';

export const REST_BASE = '/api/v3';

export interface RestService {
  readonly world: World;
  readonly token: string;
  readonly permissions: () => Permissions;
  readonly report: (violation: string) => void;
}

const BY_ID = new Map(OPERATIONS.map((operation) => [operation.id, operation]));

/** Null for addresses outside the API and for operations that the twin does not know. */
export function openRest(service: RestService, incoming: Incoming): Endpoint | null {
  if (!incoming.path.startsWith(`${REST_BASE}/`)) return null;
  const match = matchContract(incoming.method, incoming.path.slice(REST_BASE.length));
  const operation = match === null ? undefined : BY_ID.get(match.contract.id);
  if (match === null || operation === undefined) return null;
  const { value: body, malformed } = readJson(incoming.bytes);
  const call: Call = { params: match.params, query: incoming.query, body };
  const needs =
    typeof operation.needs === 'function' ? operation.needs(service.world, call) : operation.needs;
  const request = { service, incoming, match, operation, call, malformed, needs };
  return {
    operation: operation.id,
    body,
    answer: ({ dropBody }) => shape(request, answer(dropBody ? withoutText(request) : request)),
    shape: (made) => shape(request, made),
    refuse: () => shape(request, refuse(needs)),
  };
}

interface Request {
  readonly service: RestService;
  readonly incoming: Incoming;
  readonly match: Match;
  readonly operation: Operation;
  readonly call: Call;
  readonly malformed: string | null;
  readonly needs: Need | null;
}

function withoutText(request: Request): Request {
  const { call, service } = request;
  const stored = service.world.comments.find(({ id }) => id === Number(call.params['comment_id']))?.body;
  const { body: _, ...rest } = call.body as Record<string, unknown>;
  return { ...request, call: { ...call, body: stored === undefined ? rest : { ...rest, body: stored } } };
}

function answer(request: Request): Answer {
  const { service, match, operation, call, needs } = request;
  const { world, report } = service;
  const authorization = request.incoming.headers['authorization'] ?? '';
  if (!/^(?:token|bearer) /i.test(authorization) || authorization.split(' ')[1] !== service.token)
    return { status: 401, json: { message: 'Bad credentials' } };
  const { owner, repo } = call.params;
  if (owner !== undefined && (owner !== world.owner || repo !== world.name))
    return { status: 404, json: { message: 'Not Found' } };
  if (needs !== null && !isAllowed(service.permissions(), needs)) return refuse(needs);
  const wrong = checkRequest(request);
  for (const what of wrong) report(`${operation.id} request: ${what}`);
  if (wrong.length > 0) return { status: 422, json: { message: `Invalid request.\n\n${wrong.join('\n')}` } };
  const given = operation.answer(world, call);
  if (given.unimplemented !== undefined) report(`the twin does not implement ${given.unimplemented}`);
  else
    for (const what of match.contract.checkAnswer(given.status, addDocs(match, given)))
      report(`${operation.id} answer ${given.status}: ${what}`);
  return given;
}

function checkRequest({ match, operation, call, incoming, malformed }: Request): string[] {
  const { contract } = match;
  const ignored = Object.keys(call.query).filter((name) => operation.query?.includes(name) !== true);
  const wrongQuery = contract.checkParameters('query', call.query);
  return [
    ...contract.checkParameters('path', call.params),
    ...wrongQuery,
    ...(wrongQuery.length > 0 ? [] : ignored.map((name) => `the twin ignores the query ${name}`)),
    ...(malformed === null ? contract.checkBody(call.body) : [malformed]),
    ...(incoming.headers['user-agent'] === undefined ? ['no user-agent'] : []),
  ];
}

const refuse = (needs: Need | null): Answer => ({
  status: 403,
  json: { message: 'Resource not accessible by integration' },
  headers: needs === null ? {} : { 'x-accepted-github-permissions': describeNeed(needs) },
});

/** GitHub's errors name the page that describes the operation. */
function addDocs({ contract }: Match, { status, json }: Answer): unknown {
  if (status < 400) return json;
  const error = { documentation_url: contract.docs, status: `${status}` };
  return typeof json === 'object' && json !== null ? { ...json, ...error } : json;
}

function shape({ service, match }: Request, given: Answer): Reply {
  const { limit, used, resetAt } = service.world.rate;
  return jsonReply(given.status, addDocs(match, given), {
    'x-ratelimit-limit': `${limit}`,
    'x-ratelimit-remaining': `${limit - used}`,
    'x-ratelimit-used': `${used}`,
    'x-ratelimit-reset': `${Math.ceil(resetAt.getTime() / 1000)}`,
    'x-ratelimit-resource': 'core',
    'x-github-request-id': 'TWIN:1',
    'x-github-media-type': 'github.v3; format=json',
    ...given.headers,
  });
}
