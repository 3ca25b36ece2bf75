/** Files that others may read at any moment. All other files of kit/ are pure; this one stands here because whoever writes needs it. */
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * `write` makes the draft, which is then moved to `path`: a reader never sees half of it, and a failed write leaves the
 * old one. The folder is made when it is not there. Gives what `write` gives; throws what it throws.
 */
export function replaceFile<Result>(path: string, write: (draft: string) => Result): Result {
  const draft = `${path}.part`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    const result = write(draft);
    renameSync(draft, path);
    return result;
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
