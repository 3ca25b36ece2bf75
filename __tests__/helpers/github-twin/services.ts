/** The artifact service, the blob store and a web hook sink as endpoints. */
import { answerArtifactCall, nameArtifactCall } from './artifact-service.ts';
import { failBlob, nameBlobCall, type BlobStore } from './blob-store.ts';
import { jsonReply, readJson, type Endpoint, type Incoming } from './endpoint.ts';
import type { World } from './world.ts';

export const BLOB_BASE = '/blobs';
export const HOOK_BASE = '/hooks';

type Report = (violation: string) => void;

export function openArtifacts(
  { world, blobs, report }: { world: World; blobs: BlobStore; report: Report },
  incoming: Incoming,
): Endpoint | null {
  const method = nameArtifactCall(incoming.path);
  if (method === null || incoming.method !== 'POST') return null;
  const { value: body } = readJson(incoming.bytes);
  const token = (incoming.headers['authorization'] ?? '').replace(/^Bearer /, '');
  const shape: Endpoint['shape'] = ({ status, json, headers }) => jsonReply(status, withMsg(json), headers);
  return {
    operation: `artifacts/${method}`,
    body,
    answer: () => {
      const answer = answerArtifactCall(world, blobs, { method, body, token });
      if (answer.unimplemented !== undefined) report(`the twin does not implement ${answer.unimplemented}`);
      return jsonReply(answer.status, answer.json);
    },
    shape,
    refuse: () => shape({ status: 403, json: { message: 'permission denied' } }),
  };
}

/** Twirp calls a message `msg`. */
const withMsg = (json: unknown): unknown =>
  typeof json === 'object' && json !== null && 'message' in json
    ? { code: 'unknown', msg: json.message }
    : json;

export function openBlobs(
  { blobs, report }: { blobs: BlobStore; report: Report },
  incoming: Incoming,
): Endpoint | null {
  if (!incoming.path.startsWith(`${BLOB_BASE}/`)) return null;
  const { query, headers, bytes } = incoming;
  const operation = nameBlobCall(incoming.method, query);
  const key = decodeURIComponent(incoming.path.slice(BLOB_BASE.length + 1));
  return {
    operation,
    body: undefined,
    answer: () => {
      const { unimplemented, ...reply } = blobs.answer({ operation, key, query, headers, bytes });
      if (unimplemented !== undefined) report(`the twin does not implement ${unimplemented}`);
      return reply;
    },
    shape: ({ status, headers: more }) => {
      const error = failBlob(status, 'TwinFault', 'A fault was switched on.');
      return { ...error, headers: { ...error.headers, ...more } };
    },
    refuse: () => failBlob(403, 'AuthorizationPermissionMismatch', 'This request is not authorized.'),
  };
}

/** Takes what a chat would take; `requests` keeps it. */
export function openHooks(incoming: Incoming): Endpoint | null {
  if (!incoming.path.startsWith(`${HOOK_BASE}/`) || incoming.method !== 'POST') return null;
  const shape: Endpoint['shape'] = ({ status, json, headers }) => jsonReply(status, json, headers);
  return {
    operation: 'hooks/post',
    body: readJson(incoming.bytes).value,
    answer: () => ({ status: 200, headers: { 'content-type': 'text/plain' }, bytes: Buffer.from('ok') }),
    shape,
    refuse: () => shape({ status: 403, json: { message: 'invalid_token' } }),
  };
}
