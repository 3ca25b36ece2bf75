/** Makes the released commit and its tags, and pushes them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinOf } from '../actions.ts';
import { checkRelease, ReleaseError, type Release, type Sources } from './check-release.ts';
import { listRemoteTags, openGit, type Git, type RemoteTag } from './git.ts';
import { nameRecipes, readName } from './name-recipes.ts';
import { majorTagOf, movesMajor, tagOf, type Version } from './version.ts';

export interface Wish {
  /** Checkout at the commit that is released. */
  readonly root: string;
  /** `1.2.3` or `v1.2.3`. */
  readonly version: string;
  /** `owner/name` on GitHub. */
  readonly repository: string;
  readonly remote: string;
  /** Whether what git pushes with may change .github/workflows: the token of a workflow never may. */
  readonly mayWriteWorkflows: boolean;
}

export interface Published extends Release {
  readonly tag: string;
  readonly commit: string;
  /** Tags that were pushed. */
  readonly pushed: readonly string[];
}

const TABLE = 'scripts/actions.ts';

export function readSources(root: string): Sources {
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  return {
    packageJson: read('package.json'),
    packageLock: read('package-lock.json'),
    versionModule: read('src/config/version.ts'),
    changelog: read('CHANGELOG.md'),
  };
}

/** Changes files of the checkout; the paths of those that changed. Throws a ReleaseError when the table has no name. */
export function writeRecipes(root: string, repository: string, version: Version): string[] {
  const from = readName(readFileSync(join(root, TABLE), 'utf8'));
  if (from === null)
    throw new ReleaseError([
      `${TABLE}: no line \`export const OURS = '<owner>/<name>@v<major>';\`: put it back.`,
    ]);
  const to = `${repository}@${majorTagOf(version)}`;
  const files = openGit(root).run('ls-files').split('\n');
  return files
    .filter((path) => path === TABLE || pinOf(path) !== null)
    .filter((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      const named = nameRecipes(text, { from, to });
      if (named !== text) writeFileSync(join(root, path), named);
      return named !== text;
    });
}

/** Nothing is pushed unless all of it can be. Throws a ReleaseError with what is wrong. */
export function publish(wish: Wish): Published {
  const { root, repository, remote } = wish;
  const git = openGit(root);
  const { version, notes } = checkRelease(wish.version, readSources(root));
  if (git.run('status', '--porcelain', '--untracked-files=no') !== '')
    throw new ReleaseError([
      'The checkout has changes that are not committed: commit or drop them, a release is of a commit.',
    ]);
  const tags = listRemoteTags(git, remote);
  const tag = tagOf(version);
  const head = git.run('rev-parse', 'HEAD');
  const changed = writeRecipes(root, repository, version);
  const present = tags.get(tag);
  if (present === undefined) refuseWorkflows(wish, changed, git);
  if (changed.length > 0) commit(git, changed, `Name ${repository}@${majorTagOf(version)} in recipes`);
  const commitId =
    present === undefined ? git.run('rev-parse', 'HEAD') : findMade(git, remote, { tag, present, head });
  const moving = movesMajor(version, [...tags.keys()]) ? [majorTagOf(version)] : [];
  // A tag that is there and right stays as it is: it may be signed.
  const pushed = [tag, ...moving].filter((name) => tags.get(name)?.commit !== commitId);
  push(git, remote, { commitId, pushed, tags });
  return { version, notes, tag, commit: commitId, pushed };
}

interface Made {
  readonly tag: string;
  readonly present: RemoteTag;
  /** The commit that is to be released, before recipes are named. */
  readonly head: string;
}

/** The commit of a release that was begun before: of this commit, and with the files that it would have now. */
function findMade(git: Git, remote: string, { tag, present, head }: Made): string {
  git.run('fetch', '--quiet', '--depth=2', remote, `refs/tags/${tag}`);
  const treeOf = (ref: string): string => git.run('rev-parse', `${ref}^{tree}`);
  const parents = git.run('rev-list', '--parents', '--max-count=1', present.commit).split(' ');
  if (parents.includes(head) && treeOf(present.commit) === treeOf('HEAD')) return present.commit;
  throw new ReleaseError([
    `The tag ${tag} is already at ${present.commit.slice(0, 12)}, and this commit is ${head.slice(0, 12)}: a version that is out is not made again. Take the next version.`,
  ]);
}

function refuseWorkflows(
  { mayWriteWorkflows, repository, version }: Wish,
  changed: readonly string[],
  git: Git,
): void {
  const workflows = changed.filter((path) => path.startsWith('.github/workflows/'));
  if (mayWriteWorkflows || workflows.length === 0) return;
  git.run('checkout', '--', ...changed);
  throw new ReleaseError([
    `${workflows.join(', ')} must name ${repository}, and GitHub takes no commit that changes workflows from the token of a workflow: run \`node scripts/release/main.ts recipes ${version.replace(/^v/, '')} ${repository}\` at your desk, commit, and release that commit; or give the secret RELEASE_TOKEN (docs/RELEASING.md).`,
  ]);
}

function commit(git: Git, paths: readonly string[], message: string): void {
  git.run('add', '--', ...paths);
  const who = ['-c', 'user.name=release', '-c', 'user.email=release@users.noreply.github.com'];
  git.run(...who, 'commit', '--quiet', '--message', message);
}

interface Push {
  readonly commitId: string;
  readonly pushed: readonly string[];
  readonly tags: ReadonlyMap<string, RemoteTag>;
}

/** All tags or none, and only if they are still where they were seen. */
function push(git: Git, remote: string, { commitId, pushed, tags }: Push): void {
  if (pushed.length === 0) return;
  const leases = pushed.map((name) => `--force-with-lease=refs/tags/${name}:${tags.get(name)?.object ?? ''}`);
  git.run(
    'push',
    '--quiet',
    '--atomic',
    ...leases,
    remote,
    ...pushed.map((name) => `${commitId}:refs/tags/${name}`),
  );
}
