/** The commit that is tested. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Its full hash; `unknown` outside a repository and before a first commit. */
export async function readCommit(cwd: string): Promise<string> {
  try {
    return (await promisify(execFile)('git', ['rev-parse', 'HEAD'], { cwd })).stdout.trim();
  } catch {
    return 'unknown';
  }
}
