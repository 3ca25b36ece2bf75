/** What an earlier run left in the output folder: its iterations must not be taken for ones of this run. */
import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders of iterations that carry our note `mark`, except those of `kept`. A folder that we did not make stays. */
export async function removeEarlier(
  out: string,
  { mark, kept }: { readonly mark: string; readonly kept: readonly number[] },
): Promise<void> {
  const names = existsSync(out) ? readdirSync(out) : [];
  for (const name of names) {
    const [, digits] = /^iteration-(\d+)$/.exec(name) ?? [];
    if (digits === undefined || kept.includes(Number(digits)) || !existsSync(join(out, name, mark))) continue;
    await rm(join(out, name), { recursive: true, force: true });
  }
}
