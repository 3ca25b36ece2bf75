/** Addresses of the blob store, signed like Azure's: they may read or write, and they expire. */
import { createHash } from 'node:crypto';
import type { World } from './world.ts';

export interface Grant {
  readonly may: 'read' | 'write';
  readonly seconds: number;
}

export function signBlobUrl(world: World, blob: string, { may, seconds }: Grant): string {
  const se = new Date(world.now().getTime() + seconds * 1000).toISOString();
  const sp = may === 'read' ? 'r' : 'cw';
  return `${world.urls.blobs}/${blob}?${new URLSearchParams({ se, sp, sig: sign([blob, se, sp]) }).toString()}`;
}

export type Refusal = 'signature' | 'expired' | 'permission';

/** Null when the address is good for this. */
export function refuseBlobUrl(
  world: World,
  blob: string,
  { query, may }: { query: Readonly<Record<string, string>>; may: Grant['may'] },
): Refusal | null {
  const { se = '', sp = '', sig = '' } = query;
  if (sig !== sign([blob, se, sp])) return 'signature';
  if (new Date(se) <= world.now()) return 'expired';
  return sp === (may === 'read' ? 'r' : 'cw') ? null : 'permission';
}

/** The twin keeps no key: nobody attacks it, but a made-up address must not work. */
const sign = (parts: readonly string[]): string =>
  createHash('sha256')
    .update(`twin\0${parts.join('\0')}`)
    .digest('base64');
