/** The Actions artifact service as @actions/artifact 6 calls it: Twirp with JSON, original field names. */
import { createHash } from 'node:crypto';
import { signBlobUrl } from './blob-url.ts';
import type { BlobStore } from './blob-store.ts';
import type { Answer } from './operation.ts';
import { backendIds, readRuntimeToken } from './runtime-token.ts';
import { toIso, type Artifact, type World } from './world.ts';

const PREFIX = '/twirp/github.actions.results.api.v1.ArtifactService/';
const RETENTION_MS = 90 * 86_400_000;
const URL_SECONDS = 600;

interface Body {
  workflow_run_backend_id: string;
  workflow_job_run_backend_id: string;
  name: string;
  mime_type?: string;
  expires_at?: string;
  size?: string;
  hash?: string;
  name_filter?: string;
  id_filter?: string;
}

interface Session {
  readonly world: World;
  readonly blobs: BlobStore;
  readonly runId: number;
  readonly attempt: number;
}

const refuse = (status: number, code: string, msg: string): Answer => ({ status, json: { code, msg } });
const sha256 = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** `CreateArtifact` of a path; null for other addresses. */
export const nameArtifactCall = (path: string): string | null =>
  path.startsWith(PREFIX) ? path.slice(PREFIX.length) : null;

export interface ArtifactCall {
  readonly method: string;
  readonly body: unknown;
  readonly token: string;
}

export function answerArtifactCall(world: World, blobs: BlobStore, call: ArtifactCall): Answer {
  const claims = readRuntimeToken(call.token);
  if (claims === null) return refuse(401, 'unauthenticated', 'token is not valid');
  const body = call.body as Body;
  const ids = backendIds(claims.runId, claims.attempt);
  const method = new Map(Object.entries(METHODS)).get(call.method);
  if (method === undefined) {
    const what = `artifact service method ${call.method}`;
    return { ...refuse(404, 'bad_route', what), unimplemented: what };
  }
  const isOurs =
    call.method === 'GetSignedArtifactURL' || call.method === 'DeleteArtifact'
      ? attemptOf(world, claims.runId, body) !== null
      : body.workflow_run_backend_id === ids.run && body.workflow_job_run_backend_id === ids.job;
  return isOurs
    ? method({ world, blobs, ...claims }, body)
    : refuse(403, 'permission_denied', 'token is for another run');
}

/** A re-run also sees what earlier attempts have left. */
function attemptOf(world: World, runId: number, body: Body): number | null {
  const attempts = (world.runs.get(runId) ?? []).map(({ attempt }) => attempt);
  return attempts.find((attempt) => backendIds(runId, attempt).run === body.workflow_run_backend_id) ?? null;
}

function findNamed({ world, runId }: Session, body: Body): Artifact | undefined {
  const attempt = attemptOf(world, runId, body);
  return world.artifacts.find(
    (artifact) => artifact.runId === runId && artifact.attempt === attempt && artifact.name === body.name,
  );
}

const METHODS: Readonly<Record<string, (session: Session, body: Body) => Answer>> = {
  CreateArtifact(session, body) {
    const { world, runId, attempt } = session;
    // Finalised or not: trap 19, a failed upload leaves the name reserved.
    if (findNamed(session, body) !== undefined)
      return refuse(409, 'already_exists', 'an artifact with this name already exists on the workflow run');
    const id = world.nextId();
    const mimeType = body.mime_type ?? 'application/zip';
    const archive = mimeType === 'application/zip' && !body.name.endsWith('.zip');
    const { run, job } = backendIds(runId, attempt);
    const blob = `actions-results/${run}/workflow-job-run-${job}/artifacts/${id}${archive ? '.zip' : ''}`;
    const createdAt = world.now();
    const expiresAt = new Date(body.expires_at ?? createdAt.getTime() + RETENTION_MS);
    const artifact = { id, name: body.name, runId, attempt, createdAt, expiresAt, mimeType, archive, blob };
    world.artifacts.push({ ...artifact, size: 0, digest: null, finalized: false });
    return {
      status: 200,
      json: { ok: true, signed_upload_url: signBlobUrl(world, blob, { may: 'write', seconds: URL_SECONDS }) },
    };
  },

  FinalizeArtifact(session, body) {
    const artifact = findNamed(session, body);
    if (artifact === undefined) return refuse(404, 'not_found', 'artifact was not created');
    const bytes = session.blobs.get(artifact.blob)?.bytes;
    if (bytes === undefined) return refuse(400, 'failed_precondition', 'blob was not uploaded');
    if (`${bytes.length}` !== (body.size ?? '0') || (body.hash ?? sha256(bytes)) !== sha256(bytes))
      return refuse(400, 'invalid_argument', 'size or hash is not that of the uploaded blob');
    artifact.size = bytes.length;
    artifact.digest = body.hash ?? null;
    artifact.finalized = true;
    return { status: 200, json: { ok: true, artifact_id: `${artifact.id}` } };
  },

  ListArtifacts({ world, runId }, body) {
    const artifacts = world.artifacts
      .filter(
        (artifact) => artifact.runId === runId && artifact.finalized && artifact.expiresAt > world.now(),
      )
      .filter(({ name }) => body.name_filter === undefined || name === body.name_filter)
      .filter(({ id }) => body.id_filter === undefined || `${id}` === body.id_filter);
    return { status: 200, json: { artifacts: artifacts.map(showMonolith) } };
  },

  GetSignedArtifactURL(session, body) {
    const artifact = findNamed(session, body);
    if (artifact === undefined || !artifact.finalized)
      return refuse(404, 'not_found', 'artifact does not exist');
    const signed = signBlobUrl(session.world, artifact.blob, { may: 'read', seconds: URL_SECONDS });
    return { status: 200, json: { signed_url: signed } };
  },

  DeleteArtifact(session, body) {
    const artifact = findNamed(session, body);
    if (artifact === undefined) return refuse(404, 'not_found', 'artifact does not exist');
    session.world.artifacts.splice(session.world.artifacts.indexOf(artifact), 1);
    return { status: 200, json: { ok: true, artifact_id: `${artifact.id}` } };
  },
};

function showMonolith(artifact: Artifact): Record<string, unknown> {
  const { run, job } = backendIds(artifact.runId, artifact.attempt);
  return {
    workflow_run_backend_id: run,
    workflow_job_run_backend_id: job,
    database_id: `${artifact.id}`,
    name: artifact.name,
    size: `${artifact.size}`,
    created_at: toIso(artifact.createdAt),
    ...(artifact.digest === null ? {} : { digest: artifact.digest }),
  };
}
