/** Releases into a bare repository beside a clone of it, with the real git. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { ReleaseError } from '../../../scripts/release/check-release.ts';
import { listRemoteTags, openGit, type Git } from '../../../scripts/release/git.ts';
import { publish, type Published, type Wish } from '../../../scripts/release/publish.ts';
import { makeFolder } from '../../helpers/folder.ts';

const WORKFLOW = '.github/workflows/stability.yml';
const use = (name: string): string => `jobs:\n  a:\n    steps:\n      - uses: ${name}\n`;

/** A clone with what a release looks at, pushed to a bare remote; no name of an author is set on the machine. */
function startRepository(): { readonly root: string; readonly git: Git } {
  const folder = makeFolder({});
  openGit(folder).run('init', '--quiet', '--bare', 'remote.git');
  openGit(folder).run('clone', '--quiet', join(folder, 'remote.git'), 'clone');
  const root = join(folder, 'clone');
  return { root, git: openGit(root) };
}

let root = '';
let git: Git = openGit('.');
beforeEach(() => {
  ({ root, git } = startRepository());
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Commits all, pushes main; the commit. */
function land(message: string): string {
  git.run('add', '--all');
  const author = ['-c', 'user.name=a person', '-c', 'user.email=person@example.test'];
  git.run(...author, 'commit', '--quiet', '--message', message);
  git.run('push', '--quiet', 'origin', 'HEAD:refs/heads/main');
  return git.run('rev-parse', 'HEAD');
}

const filesOf = (version: string, changelog: string): Record<string, string> => ({
  'package.json': JSON.stringify({ version }),
  'package-lock.json': JSON.stringify({ version }),
  'src/config/version.ts': `export const VERSION = '${version}';\n`,
  'CHANGELOG.md': `# Changelog\n\n## Unreleased\n\n${changelog}`,
});

/** The repository at a version, with recipes that name `used`. */
function landVersion(version: string, changelog: string, used = 'org/focus-stability@v1'): string {
  write({
    ...filesOf(version, changelog),
    'scripts/actions.ts': `export const OURS = '${used}';\n`,
    'README.md': `\`\`\`yaml\n${use(used)}\`\`\`\n`,
    'docs/START.md': `\`${used.replace('@', '/.github/workflows/stability.yml@')}\` and \`${used}\`.\n`,
    'src/kept.ts': `// ${used}\n`,
    [WORKFLOW]: use(used),
  });
  return land(version);
}

const release = (version: string, more: Partial<Wish> = {}): Published =>
  publish({
    root,
    version,
    repository: 'acme/stability',
    remote: 'origin',
    mayWriteWorkflows: true,
    ...more,
  });

function refused(version: string, more: Partial<Wish> = {}): readonly string[] {
  try {
    release(version, more);
  } catch (error) {
    if (error instanceof ReleaseError) return error.problems;
    throw error;
  }
  throw new Error(`${version} was released`);
}

const tagsOf = (): Record<string, string> =>
  Object.fromEntries([...listRemoteTags(git, 'origin')].map(([name, { commit }]) => [name, commit]));
const show = (ref: string, path: string): string => git.run('show', `${ref}:${path}`);

const FIRST = '## 1.0.0\n\n- All of it.\n';
const SECOND = `## 1.1.0\n\n- More.\n\n${FIRST}`;

describe('the first release', () => {
  it('names owner and major version in recipes, and makes its tag and that of the major version', () => {
    const head = landVersion('1.0.0', FIRST);
    const { commit, notes, pushed, tag } = release('v1.0.0');
    expect({ notes, pushed, tag }).toEqual({
      notes: '- All of it.',
      pushed: ['v1.0.0', 'v1'],
      tag: 'v1.0.0',
    });
    expect(tagsOf()).toEqual({ 'v1.0.0': commit, v1: commit });
    expect(git.run('rev-parse', `${commit}^`)).toBe(head);
    expect(show(commit, 'README.md')).toContain('uses: acme/stability@v1');
    expect(show(commit, 'docs/START.md')).toBe(
      '`acme/stability/.github/workflows/stability.yml@v1` and `acme/stability@v1`.',
    );
    expect(show(commit, WORKFLOW)).toContain('uses: acme/stability@v1');
    expect(show(commit, 'scripts/actions.ts')).toBe("export const OURS = 'acme/stability@v1';");
    expect(show(commit, 'src/kept.ts')).toBe('// org/focus-stability@v1');
    // The branch is what people push to: it stays as it is.
    expect(git.run('ls-remote', 'origin', 'refs/heads/main')).toContain(head);
  });

  it('makes no commit when recipes are right already', () => {
    const head = landVersion('1.0.0', FIRST, 'acme/stability@v1');
    expect(release('1.0.0').commit).toBe(head);
  });

  it('is done again after it was cut short: what is there stays, what lacks is made', () => {
    landVersion('1.0.0', FIRST);
    const head = git.run('rev-parse', 'HEAD');
    const first = release('1.0.0');
    git.run('push', '--quiet', '--delete', 'origin', 'v1');
    git.run('checkout', '--quiet', '--detach', head);
    const again = release('1.0.0');
    expect(again).toMatchObject({ commit: first.commit, pushed: ['v1'] });
    git.run('checkout', '--quiet', '--detach', head);
    expect(release('1.0.0').pushed).toEqual([]);
    expect(tagsOf()).toEqual({ 'v1.0.0': first.commit, v1: first.commit });
  });
});

describe('a later release', () => {
  beforeEach(() => {
    landVersion('1.0.0', FIRST, 'acme/stability@v1');
    release('1.0.0');
  });

  it('moves the major tag', () => {
    const head = landVersion('1.1.0', SECOND, 'acme/stability@v1');
    const [before] = Object.values(tagsOf());
    release('1.1.0');
    expect(tagsOf()).toEqual({ 'v1.0.0': before, 'v1.1.0': head, v1: head });
  });

  it('moves it neither for a prerelease nor for a fix of an older line', () => {
    const newest = landVersion('1.1.0', SECOND, 'acme/stability@v1');
    release('1.1.0');
    landVersion('1.2.0-rc.1', `## 1.2.0-rc.1\n\n- Soon.\n\n${SECOND}`, 'acme/stability@v1');
    expect(release('1.2.0-rc.1').pushed).toEqual(['v1.2.0-rc.1']);
    landVersion('1.0.1', `## 1.0.1\n\n- A fix.\n\n${FIRST}`, 'acme/stability@v1');
    expect(release('1.0.1').pushed).toEqual(['v1.0.1']);
    expect(tagsOf()['v1']).toBe(newest);
  });

  it('of another major version names that one, and leaves the older tag', () => {
    landVersion('2.0.0', `## 2.0.0\n\n- Anew.\n\n${FIRST}`, 'acme/stability@v1');
    const { commit, pushed } = release('2.0.0');
    expect(pushed).toEqual(['v2.0.0', 'v2']);
    expect(show(commit, 'README.md')).toContain('uses: acme/stability@v2');
  });

  it('is refused for a version that is out, of another commit', () => {
    write({ 'README.md': 'changed\n' });
    land('A change');
    expect(refused('1.0.0')).toEqual([
      expect.stringMatching(/^The tag v1\.0\.0 is already at [0-9a-f]{12}, /),
    ]);
  });
});

describe('nothing is pushed', () => {
  it.each<[what: string, change: () => void, version: string, problem: RegExp]>([
    [
      'without a section in the changelog',
      () => {},
      '1.1.0',
      /^CHANGELOG\.md:5: the newest version is 1\.0\.0, /,
    ],
    [
      'while files say another version',
      () => {},
      '1.1.0',
      /^package\.json says 1\.0\.0, the release is 1\.1\.0: /,
    ],
    ['for no version', () => {}, 'next', /^"next" is no version: /],
    [
      'with changes that are not committed',
      () => writeFileSync(join(root, 'README.md'), 'mine\n'),
      '1.0.0',
      /^The checkout has changes/,
    ],
    [
      'while something stands under Unreleased',
      () => {
        write({ 'CHANGELOG.md': `# Changelog\n\n## Unreleased\n\n- Left.\n\n${FIRST}` });
        land('A change');
      },
      '1.0.0',
      /^CHANGELOG\.md:3: what stands under Unreleased /,
    ],
  ])('%s', (_, change, version, problem) => {
    landVersion('1.0.0', FIRST);
    change();
    expect(refused(version)).toContainEqual(expect.stringMatching(problem));
    expect(tagsOf()).toEqual({});
  });

  it('when workflows would change and the token may not write them; the checkout is as before', () => {
    landVersion('1.0.0', FIRST);
    expect(refused('1.0.0', { mayWriteWorkflows: false })).toEqual([
      expect.stringContaining('node scripts/release/main.ts recipes 1.0.0 acme/stability'),
    ]);
    expect(tagsOf()).toEqual({});
    expect(git.run('status', '--porcelain')).toBe('');
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain('org/focus-stability@v1');
  });

  it('when somebody else made the tag meanwhile', () => {
    landVersion('1.0.0', FIRST, 'acme/stability@v1');
    const other = openGit(join(root, '..'));
    other.run('clone', '--quiet', join(root, '..', 'remote.git'), 'other');
    const theirs = openGit(join(root, '..', 'other'));
    theirs.run('checkout', '--quiet', '--orphan', 'theirs');
    theirs.run(
      '-c',
      'user.name=b',
      '-c',
      'user.email=b@example.test',
      'commit',
      '--quiet',
      '--allow-empty',
      '-m',
      'x',
    );
    theirs.run('push', '--quiet', 'origin', 'HEAD:refs/tags/v1.0.0');
    expect(refused('1.0.0')).toEqual([expect.stringContaining('The tag v1.0.0 is already at ')]);
    expect(Object.keys(tagsOf())).toEqual(['v1.0.0']);
  });
});
