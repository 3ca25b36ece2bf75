import { describe, expect, it } from 'vitest';
import { readActionsContext, type ReadContext } from '../../src/github/actions-context.ts';
import { HEAD, OURS } from './events.ts';

const WHOLE = {
  GITHUB_EVENT_NAME: 'push',
  GITHUB_EVENT_PATH: '/runner/event.json',
  GITHUB_SHA: HEAD,
  GITHUB_REF: 'refs/heads/main',
  GITHUB_WORKFLOW: 'nightly',
  GITHUB_ACTOR: 'octocat',
  GITHUB_RUN_ID: '77',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_REPOSITORY: OURS,
  GITHUB_SERVER_URL: 'https://ghe.example/',
  GITHUB_API_URL: 'https://ghe.example/api/v3',
  GITHUB_STEP_SUMMARY: '/runner/summary',
  ACTIONS_RUNTIME_TOKEN: 'head.claims.signature',
  ACTIONS_RESULTS_URL: 'https://results.example/',
} as const;
type Name = keyof typeof WHOLE;

const read = (
  change: Partial<Record<Name, string | undefined>> = {},
  event: string | null = '{}',
): ReadContext => readActionsContext({ environment: { ...WHOLE, ...change }, event });

const PULL = JSON.stringify({
  repository: { full_name: OURS },
  pull_request: { number: 5, head: { sha: HEAD } },
});
const OTHER_RUN = JSON.stringify({ workflow_run: { id: 4711, head_sha: HEAD } });

/** Each of them, with what it is then, for each way in which it can be wrong. */
const ROWS: readonly (readonly [Name, Partial<ReadContext['actions']>, nonsense: string[]])[] = [
  ['GITHUB_EVENT_NAME', { eventName: null }, ['no event', '\n']],
  ['GITHUB_SHA', { sha: null }, ['nonsense', 'abc', 'g'.repeat(40), `${HEAD}\n`]],
  ['GITHUB_REF', { ref: null }, ['main', 'refs/', '/refs/heads/main']],
  ['GITHUB_WORKFLOW', { workflow: null }, []],
  ['GITHUB_ACTOR', { actor: null }, []],
  ['GITHUB_RUN_ID', { runId: null }, ['abc', '0', '-1', '1.5', '1e3', ' 77', '7 7', '9'.repeat(16)]],
  ['GITHUB_RUN_ATTEMPT', { runAttempt: null }, ['abc', '0', '-1', 'NaN']],
  ['GITHUB_REPOSITORY', { repo: null }, ['nonsense', '/', 'octo-org/', '/shop', 'a/b/c', 'a b/c', '../x/y']],
  [
    'GITHUB_SERVER_URL',
    { serverUrl: 'https://github.com' },
    ['nonsense', 'ftp://x', 'https://', 'https://['],
  ],
  ['GITHUB_API_URL', { apiUrl: 'https://api.github.com' }, ['nonsense', 'ftp://x', 'https://', 'https://[']],
  ['GITHUB_STEP_SUMMARY', { summaryPath: null }, []],
  ['ACTIONS_RUNTIME_TOKEN', { hasRuntime: false }, ['nonsense', 'a.b', 'a.b.c.d']],
  ['ACTIONS_RESULTS_URL', { hasRuntime: false }, ['nonsense', 'https://[']],
];

describe('what a step is told', () => {
  it('is known whole where everything is there', () => {
    expect(read()).toEqual({
      actions: {
        eventName: 'push',
        sha: HEAD,
        ref: 'refs/heads/main',
        workflow: 'nightly',
        actor: 'octocat',
        runId: 77,
        runAttempt: 2,
        serverUrl: 'https://ghe.example',
        apiUrl: 'https://ghe.example/api/v3',
        repo: { owner: 'octo-org', repo: 'shop' },
        payload: {},
        summaryPath: '/runner/summary',
        hasRuntime: true,
      },
      unusable: [],
      advice: [],
    });
  });

  it.each(ROWS)(
    '%s costs only itself, whether it is missing, empty or nonsense',
    (name, expected, nonsense) => {
      for (const value of [undefined, '', ...nonsense]) {
        expect(read({ [name]: value }).actions, value).toEqual({ ...read().actions, ...expected });
      }
    },
  );

  const EVENTS = [null, '', ' ', '{', 'null', '[]', '"text"', '1', '\u0000'];
  it.each(EVENTS)('has no event where the text is %j', (event) => {
    expect(read({}, event).actions).toEqual({ ...read().actions, payload: null });
  });

  it('takes the repository out of the event where the variable does not name it', () => {
    for (const value of [undefined, '', 'nonsense']) {
      const { actions, advice } = read({ GITHUB_REPOSITORY: value }, PULL);
      expect(actions.repo).toEqual({ owner: 'octo-org', repo: 'shop' });
      expect(advice).toEqual([]);
    }
    for (const strange of [1, null, 'nonsense', { toString: 'x' }]) {
      const event = JSON.stringify({ repository: { full_name: strange } });
      expect(read({ GITHUB_REPOSITORY: '' }, event).actions.repo).toBeNull();
    }
  });

  it('is unusable where packages that read it themselves would throw', () => {
    const unusable = (change: Partial<Record<Name, string>>, event?: string): readonly string[] =>
      read(change, event).unusable;
    expect(unusable({}, '{')).toEqual(['GITHUB_EVENT_PATH']);
    expect(unusable({ GITHUB_SERVER_URL: 'nonsense' })).toEqual(['GITHUB_SERVER_URL']);
    expect(unusable({ GITHUB_API_URL: 'https://[' })).toEqual(['GITHUB_API_URL']);
    expect(unusable({ ACTIONS_RUNTIME_TOKEN: 'nonsense' })).toEqual(['ACTIONS_RUNTIME_TOKEN']);
    expect(unusable({ ACTIONS_RESULTS_URL: 'nonsense' })).toEqual(['ACTIONS_RESULTS_URL']);
    expect(readActionsContext({ environment: {}, event: null }).unusable).toEqual([]);
  });
});

describe('what is said about what a step is not told', () => {
  const PROJECT =
    'whether this is a run of the default branch is unknown, so by default it makes no issue and no alert';
  const REPOSITORY = 'no comment, issue or check run can be written, and links are left out';
  const LINKS = 'links to this run are left out';
  const COMMIT =
    'the commit is unknown, so no pull request is found, and neither a check run nor an issue is written';

  it.each<[Name, string, missing: string | null, nonsense: string | null]>([
    ['GITHUB_EVENT_NAME', 'a b', `is not set: ${PROJECT}`, `is no name of an event: ${PROJECT}`],
    ['GITHUB_SHA', 'x', `is not set: ${COMMIT}`, `is no commit: ${COMMIT}`],
    ['GITHUB_REF', 'main', `is not set: ${PROJECT}`, `is no ref: ${PROJECT}`],
    ['GITHUB_WORKFLOW', '', 'is not set: comments and issues call the workflow "unknown"', null],
    [
      'GITHUB_RUN_ID',
      'abc',
      `is not set: ${LINKS}, and no issue is opened, updated or closed`,
      `is no number: ${LINKS}, and no issue is opened, updated or closed`,
    ],
    ['GITHUB_REPOSITORY', 'x', `is not set: ${REPOSITORY}`, `is not owner/name: ${REPOSITORY}`],
    ['GITHUB_SERVER_URL', 'x', null, 'is no address: https://github.com is taken for it'],
    ['GITHUB_API_URL', 'x', null, 'is no address: https://api.github.com is taken for it'],
    ['GITHUB_ACTOR', '', null, null],
    ['GITHUB_RUN_ATTEMPT', 'x', null, null],
    ['GITHUB_STEP_SUMMARY', '', 'is not set: there is no job summary', null],
    ['ACTIONS_RUNTIME_TOKEN', '', null, null],
    ['ACTIONS_RESULTS_URL', 'x', null, null],
    ['GITHUB_EVENT_PATH', 'x', null, null],
  ])('%s: one line, or none where nothing is lost', (name, nonsense, missing, wrong) => {
    const line = (words: string | null): string[] => (words === null ? [] : [`${name} ${words}`]);
    expect(read({ [name]: undefined }).advice).toEqual(line(missing));
    expect(read({ [name]: '' }).advice).toEqual(line(missing));
    if (nonsense !== '') expect(read({ [name]: nonsense }).advice).toEqual(line(wrong));
  });

  it('does not miss what the event knows better', () => {
    const none = { GITHUB_SHA: undefined, GITHUB_REF: undefined };
    expect(read({ ...none, GITHUB_EVENT_NAME: 'pull_request' }, PULL).advice).toEqual([]);
    const other = { ...none, GITHUB_WORKFLOW: undefined, GITHUB_EVENT_NAME: 'workflow_run' };
    expect(read(other, OTHER_RUN).advice).toEqual([]);
    expect(read({ ...other, GITHUB_RUN_ID: '' }, OTHER_RUN).advice).toEqual([
      `GITHUB_RUN_ID is not set: ${LINKS}`,
    ]);
  });

  it.each([
    ['schedule', 'absent', []],
    ['push', 'absent', []],
    ['pull_request', 'whole', []],
    ['pull_request', 'absent', ['is not set: the pull request is unknown and gets no comment']],
    ['pull_request_target', 'gone', ['cannot be read: the pull request is unknown and gets no comment']],
    ['pull_request', 'broken', ['holds no event in JSON: the pull request is unknown and gets no comment']],
    [
      'workflow_run',
      'gone',
      [
        'cannot be read: the run that has ended is unknown, so no comment, issue or check run is written about it',
      ],
    ],
  ] as const)('the event of %s when it is %s', (name, state, words) => {
    const path = state === 'absent' ? undefined : '/runner/event.json';
    const event = { absent: null, gone: null, broken: '{', whole: PULL }[state];
    const { advice } = read({ GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path }, event);
    expect(advice).toEqual(words.map((word) => `GITHUB_EVENT_PATH ${word}`));
  });

  it('stays short where nothing is known at all', () => {
    const { actions, advice } = readActionsContext({ environment: {}, event: null });
    expect(actions).toMatchObject({ repo: null, runId: null, sha: null, eventName: null, payload: null });
    expect(advice.map((line) => line.split(' ')[0])).toEqual([
      'GITHUB_REPOSITORY',
      'GITHUB_RUN_ID',
      'GITHUB_EVENT_NAME',
      'GITHUB_SHA',
      'GITHUB_REF',
      'GITHUB_WORKFLOW',
      'GITHUB_STEP_SUMMARY',
    ]);
  });
});
