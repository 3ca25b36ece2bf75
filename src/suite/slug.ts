/** Names of folders: readable, safe on every system, different for different names. */
import { createHash } from 'node:crypto';

export function slugOf(name: string): string {
  const plain = name
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(-40);
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return plain === '' ? digest : `${plain}-${digest}`;
}
