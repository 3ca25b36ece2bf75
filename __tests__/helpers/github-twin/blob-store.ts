/** Azure's block blobs, as far as the artifact client writes them and anybody reads them. */
import { refuseBlobUrl, type Refusal } from './blob-url.ts';
import type { World } from './world.ts';

export interface Blob {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** Name that a browser would save it under. */
  readonly fileName: string;
}

export interface BlobStore {
  readonly get: (key: string) => Blob | undefined;
  readonly put: (key: string, blob: Blob) => void;
  readonly answer: (call: BlobCall) => BlobAnswer;
}

export interface BlobCall {
  readonly operation: string;
  /** Container and name. */
  readonly key: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

export interface BlobAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  readonly unimplemented?: string;
}

/** How requests are called in `requests` and in fault rules. */
export function nameBlobCall(method: string, query: Readonly<Record<string, string>>): string {
  if (method === 'GET') return 'blobs/get';
  if (method !== 'PUT') return `blobs/${method.toLowerCase()}`;
  return query['comp'] === undefined ? 'blobs/put' : `blobs/put-${query['comp']}`;
}

const REFUSALS: Readonly<Record<Refusal, string>> = {
  signature: 'Signature did not match.',
  expired: 'Signature not valid in the specified time frame: it has expired.',
  permission: 'This request is not authorized to perform this operation using this permission.',
};

export function createBlobStore(world: World): BlobStore {
  const blobs = new Map<string, Blob>();
  const blocks = new Map<string, Map<string, Buffer>>();

  function write({ operation, key, query, headers, bytes }: BlobCall): BlobAnswer {
    const staged = blocks.get(key) ?? new Map<string, Buffer>();
    if (operation === 'blobs/put-block') {
      blocks.set(key, staged.set(query['blockid'] ?? '', bytes));
      return answer(201);
    }
    if (operation !== 'blobs/put-blocklist')
      return { ...failBlob(501, 'NotImplemented', operation), unimplemented: operation };
    const ids = [...bytes.toString().matchAll(/<Latest>([^<]*)<\/Latest>/g)].map(([, id = '']) => id);
    const chosen = ids.map((id) => staged.get(id));
    if (chosen.includes(undefined))
      return failBlob(400, 'InvalidBlockList', 'The specified block list is invalid.');
    blobs.set(key, {
      bytes: Buffer.concat(chosen.filter((block) => block !== undefined)),
      contentType: headers['x-ms-blob-content-type'] ?? 'application/octet-stream',
      fileName: nameFile(world, key),
    });
    blocks.delete(key);
    return answer(201, { etag: '"0x1"', 'last-modified': world.now().toUTCString() });
  }

  return {
    get: (key) => blobs.get(key),
    put: (key, blob) => {
      blobs.set(key, blob);
    },
    answer: (call) => {
      const may = call.operation === 'blobs/get' ? 'read' : 'write';
      const refusal = refuseBlobUrl(world, call.key, { query: call.query, may });
      if (refusal !== null) return failBlob(403, 'AuthenticationFailed', REFUSALS[refusal]);
      if (may === 'write') return write(call);
      const blob = blobs.get(call.key);
      return blob === undefined
        ? failBlob(404, 'BlobNotFound', 'The specified blob does not exist.')
        : send(blob, call.headers['range']);
    },
  };
}

function nameFile(world: World, key: string): string {
  const artifact = world.artifacts.find(({ blob }) => blob === key);
  return artifact === undefined ? 'blob' : `${artifact.name}${artifact.archive ? '.zip' : ''}`;
}

/** `bytes=first-` and `bytes=first-last`; Azure ignores other forms. */
function send({ bytes, contentType, fileName }: Blob, range = ''): BlobAnswer {
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const headers = {
    'content-type': contentType,
    'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    'accept-ranges': 'bytes',
  };
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range) ?? [];
  if (first === undefined) return { status: 200, headers, bytes };
  const end = Math.min(last === undefined || last === '' ? Infinity : Number(last) + 1, bytes.length);
  if (Number(first) >= bytes.length) return failBlob(416, 'InvalidRange', 'The range is invalid.');
  const part = { 'content-range': `bytes ${first}-${end - 1}/${bytes.length}` };
  return { status: 206, headers: { ...headers, ...part }, bytes: bytes.subarray(Number(first), end) };
}

const answer = (status: number, headers: Readonly<Record<string, string>> = {}): BlobAnswer => ({
  status,
  headers,
  bytes: Buffer.alloc(0),
});

/** An error as Azure writes it. */
export const failBlob = (status: number, code: string, message: string): BlobAnswer => ({
  status,
  headers: { 'content-type': 'application/xml', 'x-ms-error-code': code },
  bytes: Buffer.from(
    `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  ),
});
