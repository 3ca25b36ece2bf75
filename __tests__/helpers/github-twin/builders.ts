/** What a test puts into the repository before the product looks. */
import { createHash } from 'node:crypto';
import type { BlobStore } from './blob-store.ts';
import { commitFiles } from './git-data.ts';
import { makeIssue, setState, useLabels } from './issue-state.ts';
import { fullName, type Artifact, type Comment, type Issue, type Run, type World } from './world.ts';

export interface PullSpec {
  number?: number;
  title?: string;
  body?: string;
  user?: string;
  labels?: string[];
  state?: Issue['state'];
  headSha: string;
  headRef?: string;
  /** `owner/name` of a fork. */
  headRepository?: string;
  baseRef?: string;
}

export interface TestIssueSpec {
  number?: number;
  title: string;
  body?: string | null;
  user?: string;
  labels?: string[];
  state?: Issue['state'];
  stateReason?: Issue['stateReason'];
  closedBy?: string;
  createdAt?: Date;
  locked?: boolean;
}

export interface ArtifactSpec {
  runId: number;
  attempt?: number;
  id?: number;
  createdAt?: Date;
  expiresAt?: Date;
  /** Computed unless given; null as on GHES; anything to lie. */
  digest?: string | null;
  /** Of the bytes unless given: a lie about the size. */
  size?: number;
  /** False: the bytes are one raw file of this name. */
  archive?: boolean;
  /** False: a failed upload that has only reserved the name. */
  finalized?: boolean;
}

export interface Builders {
  readonly addRun: (spec: Partial<Run> & { id: number }) => Run;
  readonly addPullRequest: (spec: PullSpec) => Issue;
  readonly addIssue: (spec: TestIssueSpec) => Issue;
  readonly addComment: (issue: number, body: string, by?: { user?: string; at?: Date }) => Comment;
  readonly addLabel: (name: string) => void;
  /** `bytes`: of the archive, or of the raw file. */
  readonly addArtifact: (name: string, bytes: Uint8Array, spec: ArtifactSpec) => Artifact;
  /** Commits files on a branch, the default one unless given. */
  readonly addFiles: (files: Readonly<Record<string, string>>, branch?: string) => string;
}

export const SHA = 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334';

export function createBuilders(world: World, blobs: BlobStore): Builders {
  return {
    addRun: (spec) => {
      const run: Run = {
        attempt: 1,
        event: 'schedule',
        headSha: SHA,
        headBranch: world.defaultBranch,
        headRepository: fullName(world),
        name: 'nightly',
        path: '.github/workflows/nightly.yml',
        conclusion: null,
        createdAt: world.now(),
        ...spec,
      };
      world.runs.set(run.id, [...(world.runs.get(run.id) ?? []), run]);
      return run;
    },

    addPullRequest: ({ title = 'A change', body = null, labels = [], state = 'open', ...spec }) => {
      const {
        headSha,
        headRef = 'topic',
        headRepository = fullName(world),
        baseRef = world.defaultBranch,
      } = spec;
      const pull = { headSha, headRef, headRepository, baseRef, draft: false };
      const issue = makeIssue(world, {
        user: 'octocat',
        title,
        body,
        labels: useLabels(world, labels),
        ...spec,
        pull,
      });
      setState(world, issue, { to: state, reason: null });
      return issue;
    },

    addIssue: ({ body = null, labels = [], state = 'open', locked = false, ...spec }) => {
      const issue = makeIssue(world, { ...spec, body, labels: useLabels(world, labels) });
      const { stateReason: reason = null, closedBy: by = world.actor } = spec;
      setState(world, issue, { to: state, reason, by });
      issue.locked = locked;
      return issue;
    },

    addComment: (issue, body, { user = 'octocat', at = world.now() } = {}) => {
      const comment = { id: world.nextId(), issue, user, body, createdAt: at, updatedAt: at };
      world.comments.push(comment);
      return comment;
    },

    addLabel: (name) => {
      useLabels(world, [name]);
    },

    addArtifact: (name, bytes, spec) => addArtifact({ world, blobs }, { name, bytes, spec }),

    addFiles: (files, branch = world.defaultBranch) =>
      commitFiles(world.git, branch, { files, message: 'add files', author: 'octocat', date: world.now() })
        .sha,
  };
}

const RETENTION_MS = 90 * 86_400_000;

function addArtifact(
  { world, blobs }: { world: World; blobs: BlobStore },
  { name, bytes, spec }: { name: string; bytes: Uint8Array; spec: ArtifactSpec },
): Artifact {
  const { runId, attempt = 1, archive = true, finalized = true, size = bytes.length } = spec;
  const { id = world.nextId(), createdAt = world.now() } = spec;
  const expiresAt = spec.expiresAt ?? new Date(createdAt.getTime() + RETENTION_MS);
  const blob = `actions-results/built/${id}${archive ? '.zip' : ''}`;
  const mimeType = archive ? 'application/zip' : 'application/octet-stream';
  const computed = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const digest = spec.digest === undefined ? computed : spec.digest;
  const made = { id, name, runId, attempt, createdAt, expiresAt, mimeType, archive, blob };
  const artifact: Artifact = { ...made, size, digest, finalized };
  world.artifacts.push(artifact);
  blobs.put(blob, { bytes, contentType: mimeType, fileName: archive ? `${name}.zip` : name });
  return artifact;
}
