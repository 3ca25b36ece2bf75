/** Git's objects as far as the REST API shows them. A tree is kept flat: full path -> blob. */
import { createHash } from 'node:crypto';

export interface GitData {
  readonly blobs: Map<string, Buffer>;
  readonly trees: Map<string, ReadonlyMap<string, TreeEntry>>;
  readonly commits: Map<string, Commit>;
  /** `refs/heads/main` -> commit. */
  readonly refs: Map<string, string>;
}

export interface TreeEntry {
  readonly mode: string;
  readonly sha: string;
}

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: string;
  readonly date: Date;
}

export function createGitData(): GitData {
  return { blobs: new Map(), trees: new Map(), commits: new Map(), refs: new Map() };
}

/** Git's own name of a blob; trees and commits are named by their JSON, which no client can tell. */
function nameObject(kind: string, content: Buffer): string {
  return createHash('sha1').update(`${kind} ${content.length}\0`).update(content).digest('hex');
}

export function putBlob(git: GitData, content: Buffer): string {
  const sha = nameObject('blob', content);
  git.blobs.set(sha, content);
  return sha;
}

export function putTree(git: GitData, entries: ReadonlyMap<string, TreeEntry>): string {
  const sorted = new Map([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
  const sha = nameObject('tree', Buffer.from(JSON.stringify([...sorted])));
  git.trees.set(sha, sorted);
  return sha;
}

export function putCommit(git: GitData, commit: Omit<Commit, 'sha'>): Commit {
  const named = { ...commit, sha: nameObject('commit', Buffer.from(JSON.stringify(commit))) };
  git.commits.set(named.sha, named);
  return named;
}

/** A branch, a full ref or a commit, as the `ref` parameter takes it. */
export function findCommit(git: GitData, ref: string): Commit | undefined {
  const sha = git.refs.get(ref) ?? git.refs.get(`refs/heads/${ref}`) ?? ref;
  return git.commits.get(sha);
}

export function isAncestor(git: GitData, ancestor: string, sha: string): boolean {
  const seen = new Set<string>();
  const open = [sha];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === ancestor) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(git.commits.get(next)?.parents ?? []));
  }
  return false;
}

/** Commits files (null removes) on a branch, which is made when it does not exist. */
export function commitFiles(
  git: GitData,
  branch: string,
  change: { files: Readonly<Record<string, string | null>>; message: string; author: string; date: Date },
): Commit {
  const parent = git.refs.get(`refs/heads/${branch}`);
  const before = parent === undefined ? undefined : git.commits.get(parent);
  const entries = new Map(before === undefined ? [] : git.trees.get(before.tree));
  for (const [path, content] of Object.entries(change.files)) {
    if (content === null) entries.delete(path);
    else entries.set(path, { mode: '100644', sha: putBlob(git, Buffer.from(content)) });
  }
  const { message, author, date } = change;
  const parents = parent === undefined ? [] : [parent];
  const commit = putCommit(git, { tree: putTree(git, entries), parents, message, author, date });
  git.refs.set(`refs/heads/${branch}`, commit.sha);
  return commit;
}
