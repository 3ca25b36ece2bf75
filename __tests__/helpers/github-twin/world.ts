/** What the twin knows: one repository on GitHub, in memory. Routes read and change it; builders fill it. */
import { createGitData, type GitData } from './git-data.ts';

export interface World {
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
  /** What the token's writes are signed with. */
  readonly actor: string;
  /** REST base without a slash at the end; the port is known only when the server listens. */
  readonly urls: { api: string; server: string; blobs: string };
  readonly now: () => Date;
  /** Ids grow by one; GitHub's are shared by all kinds as well, as far as a client can see. */
  readonly nextId: () => number;
  /** Run id -> its attempts, first to last. */
  readonly runs: Map<number, Run[]>;
  readonly artifacts: Artifact[];
  /** Pull requests are issues with a `pull`; they share the numbers. */
  readonly issues: Map<number, Issue>;
  readonly comments: Comment[];
  /** Lower-case name -> label. */
  readonly labels: Map<string, Label>;
  readonly checkRuns: Map<number, CheckRun>;
  readonly git: GitData;
  readonly rate: { limit: number; used: number; resetAt: Date };
}

export interface Run {
  readonly id: number;
  readonly attempt: number;
  readonly event: string;
  readonly headSha: string;
  readonly headBranch: string;
  /** `owner/name`; another one than ours for forks. */
  readonly headRepository: string;
  readonly name: string;
  readonly path: string;
  readonly conclusion: string | null;
  readonly createdAt: Date;
}

export interface Artifact {
  readonly id: number;
  readonly name: string;
  readonly runId: number;
  readonly attempt: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly mimeType: string;
  /** False for one raw file (`archive: false`). */
  readonly archive: boolean;
  /** Key in the blob store. */
  readonly blob: string;
  /** As listed; a builder may lie. */
  size: number;
  digest: string | null;
  /** Not finalised: the name is reserved, but nobody sees the artifact. */
  finalized: boolean;
}

export interface Issue {
  readonly number: number;
  readonly id: number;
  readonly user: string;
  readonly createdAt: Date;
  readonly pull: Pull | null;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  stateReason: 'completed' | 'reopened' | 'not_planned' | 'duplicate' | null;
  labels: string[];
  assignees: string[];
  locked: boolean;
  updatedAt: Date;
  closedAt: Date | null;
  closedBy: string | null;
}

export interface Pull {
  readonly headSha: string;
  readonly headRef: string;
  readonly headRepository: string;
  readonly baseRef: string;
  readonly draft: boolean;
}

export interface Comment {
  readonly id: number;
  readonly issue: number;
  readonly user: string;
  readonly createdAt: Date;
  body: string;
  updatedAt: Date;
}

export interface Label {
  readonly id: number;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
}

export interface CheckRun {
  readonly id: number;
  readonly headSha: string;
  name: string;
  status: string;
  conclusion: string | null;
  startedAt: string | null;
  completedAt: string | null;
  detailsUrl: string | null;
  externalId: string;
  output: { title: string | null; summary: string | null; text: string | null };
  /** All annotations of all requests: an update appends. */
  readonly annotations: unknown[];
}

export interface WorldOptions {
  /** `owner/name`. */
  repository?: string;
  actor?: string;
  now?: () => Date;
}

export function createWorld({
  repository = 'octo-org/shop',
  actor = 'github-actions[bot]',
  now = () => new Date(),
}: WorldOptions): World {
  const [owner = '', name = ''] = repository.split('/');
  let lastId = 1000;
  return {
    owner,
    name,
    defaultBranch: 'main',
    actor,
    urls: { api: '', server: 'https://github.com', blobs: '' },
    now,
    nextId: () => ++lastId,
    runs: new Map(),
    artifacts: [],
    issues: new Map(),
    comments: [],
    labels: new Map(),
    checkRuns: new Map(),
    git: createGitData(),
    rate: { limit: 1000, used: 0, resetAt: new Date(now().getTime() + 3_600_000) },
  };
}

export const fullName = (world: World): string => `${world.owner}/${world.name}`;

/** REST address of something in the repository. */
export const apiUrl = (world: World, path: string): string =>
  `${world.urls.api}/repos/${fullName(world)}/${path}`;

/** Address of a page of the repository. */
export const pageUrl = (world: World, path: string): string =>
  `${world.urls.server}/${fullName(world)}/${path}`;

/** GitHub's times have no fraction of a second. */
export const toIso = (date: Date): string => date.toISOString().replace(/\.\d+Z$/, 'Z');
