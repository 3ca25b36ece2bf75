/** A repository, as far as a release touches it. */
import { spawnSync } from 'node:child_process';

export interface Git {
  /** Standard output without the line end. Throws with what git says. */
  readonly run: (...words: readonly string[]) => string;
}

export function openGit(cwd: string): Git {
  return {
    run(...words) {
      const { status, stdout, stderr, error } = spawnSync('git', words, { cwd, encoding: 'utf8' });
      if (error !== undefined) throw error;
      if (status !== 0) throw new Error(`git ${words.join(' ')}: ${stderr.trim()}`);
      return stdout.trimEnd();
    },
  };
}

export interface RemoteTag {
  /** What the tag is: a commit, or the object of an annotated tag. */
  readonly object: string;
  readonly commit: string;
}

/** Tag -> what it is at the remote. */
export function listRemoteTags(git: Git, remote: string): Map<string, RemoteTag> {
  const tags = new Map<string, RemoteTag>();
  for (const line of git.run('ls-remote', '--tags', remote).split('\n')) {
    const [sha = '', ref = ''] = line.split('\t');
    const name = ref.replace(/^refs\/tags\//, '').replace(/\^\{\}$/, '');
    // The line with ^{} follows that of the tag's object.
    if (name !== '') tags.set(name, { object: tags.get(name)?.object ?? sha, commit: sha });
  }
  return tags;
}
