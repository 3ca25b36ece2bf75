import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACTIONS, findUnknownUses, OURS, pinActions } from '../../scripts/actions.ts';
import { listUsers } from '../../scripts/users-of-actions.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const [CHECKOUT] = ACTIONS.filter(({ name }) => name === 'actions/checkout');
const { sha = '', version = '' } = CHECKOUT ?? {};
const MAJOR = version.split('.')[0] ?? '';

describe('the table of actions', () => {
  it('has every action once, by name, with a whole version and a whole commit', () => {
    const names = ACTIONS.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].sort());
    for (const action of ACTIONS) {
      expect(action.sha).toMatch(/^[0-9a-f]{40}$/);
      expect(action.version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });
});

describe('files that use actions', () => {
  it.each(listUsers(ROOT))('$path names them as the table does', ({ path, pin }) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    expect(findUnknownUses(text)).toEqual([]);
    expect(pinActions(text, pin)).toBe(text);
  });

  it('are our workflows, the README, the documents and the examples', () => {
    const paths = listUsers(ROOT).map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['.github/workflows/ci.yml', 'README.md']));
    expect(paths.some((path) => path.startsWith('docs/'))).toBe(true);
    expect(paths.some((path) => path.includes('node_modules'))).toBe(false);
  });
});

describe('writing versions', () => {
  it.each([
    ['- uses: actions/checkout@v1\n', `- uses: actions/checkout@${sha} # v${version}\n`],
    ['- uses: actions/checkout\n', `- uses: actions/checkout@${sha} # v${version}\n`],
    [`- uses: 'actions/checkout@v1' # v1.2.3\n`, `- uses: 'actions/checkout@${sha}' # v${version}\n`],
    [
      '- uses: github/codeql-action/init@v1\n',
      /^- uses: github\/codeql-action\/init@[0-9a-f]{40} # v\d+\.\d+\.\d+\n$/,
    ],
    ['- uses: ./\n', '- uses: ./\n'],
    ['- uses: some/action@v1 # mine\n', '- uses: some/action@v1 # mine\n'],
  ])('%j for our workflows', (text, expected) => {
    expect(pinActions(text, 'commit')).toEqual(
      typeof expected === 'string' ? expected : expect.stringMatching(expected),
    );
    expect(pinActions(pinActions(text, 'commit'), 'commit')).toBe(pinActions(text, 'commit'));
  });

  it.each([
    ['- uses: actions/checkout@v1\n', `- uses: actions/checkout@v${MAJOR}\n`],
    [`- uses: actions/checkout@${sha} # v${version}\n`, `- uses: actions/checkout@v${MAJOR}\n`],
    ['- uses: actions/checkout@v1 # with tags\n', `- uses: actions/checkout@v${MAJOR} # with tags\n`],
    ['[{ uses: actions/checkout@v1, with: {} }]', `[{ uses: actions/checkout@v${MAJOR}, with: {} }]`],
    ['write `uses: actions/checkout@v1` there', `write \`uses: actions/checkout@v${MAJOR}\` there`],
  ])('%j for recipes', (text, expected) => {
    expect(pinActions(text, 'major')).toBe(expected);
    expect(pinActions(pinActions(text, 'commit'), 'major')).toBe(expected);
  });

  it('finds what is not in the table, with its line', () => {
    const text = [
      '- uses: actions/checkout@v1',
      '- uses: ./.github/workflows/stability.yml',
      `- uses: ${OURS}`,
      `- uses: ${OURS.replace('@', '/.github/workflows/stability.yml@')}`,
      `- uses: ${OURS.replace('@', '-of-others@')}`,
      `- uses: ${OURS}.2`,
      '- uses: docker://alpine:3',
      'a word in `uses:` and one that uses: nothing',
      '- { uses: some/action@v1 }',
    ].join('\n');
    expect(findUnknownUses(text)).toEqual([
      { line: 5, uses: OURS.replace('@', '-of-others@') },
      { line: 6, uses: `${OURS}.2` },
      { line: 7, uses: 'docker://alpine:3' },
      { line: 9, uses: 'some/action@v1' },
    ]);
  });
});
