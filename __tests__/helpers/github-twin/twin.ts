/**
 * GitHub's twin: artifact service, blob store and REST API of one repository, in memory, on 127.0.0.1.
 *
 *     await using twin = await startTwin();
 *     twin.addIssue({ title: 'x' });
 *     twin.fail('issues/create', secondaryLimit(403, 1), { times: 2 });
 *     ... a client with twin.urls.api and twin.token ...
 *     twin.assertNoViolations();
 *
 * The artifact client treats http://localhost and http://127.0.0.1 as GHES and refuses (docs/traps.md 1). It
 * looks only at GITHUB_SERVER_URL, so that stays https://github.com, which nothing calls, while
 * ACTIONS_RESULTS_URL and GITHUB_API_URL name the twin: `twin.environment(runId)`.
 */
import { createBlobStore } from './blob-store.ts';
import { createBuilders, type Builders } from './builders.ts';
import { takeFault, type Fault, type FaultRule } from './faults.ts';
import type { Permissions } from './permissions.ts';
import { openRest, REST_BASE } from './rest.ts';
import { makeRuntimeToken } from './runtime-token.ts';
import { listen, type RecordedRequest } from './server.ts';
import { BLOB_BASE, HOOK_BASE, openArtifacts, openBlobs, openHooks } from './services.ts';
import { createWorld, fullName, type World, type WorldOptions } from './world.ts';

export interface TwinOptions extends WorldOptions {
  /** Of the token; everything that the product can use unless given. */
  permissions?: Permissions;
  /** An installation's, as in workflows, unless given; with an `actor` that is a person, give `ghp_...`. */
  token?: string;
}

export interface Twin extends Builders, AsyncDisposable {
  /** The state: look at it, or change what no builder changes. */
  readonly world: World;
  readonly urls: {
    readonly api: string;
    readonly results: string;
    readonly server: string;
    readonly hook: string;
  };
  readonly token: string;
  /** Every request, in the order of arrival. */
  readonly requests: readonly RecordedRequest[];
  readonly violations: readonly string[];
  /** Given only to actions, never to `run:` steps. */
  readonly runtimeToken: (runId: number, attempt?: number) => string;
  /** What a runner sets for an action so that its clients find the twin. */
  readonly environment: (runId: number, attempt?: number) => Record<string, string>;
  /** Bytes of the newest finalised artifact of that name: an archive, or one raw file. */
  readonly readArtifact: (name: string) => Uint8Array | null;
  readonly setPermissions: (permissions: Permissions) => void;
  /** Moves the twin's clock, for addresses and artifacts that expire. */
  readonly advance: (milliseconds: number) => void;
  /** Once, unless `times` says more; after `skip` requests that pass. */
  readonly fail: (operation: string, fault: Fault, often?: { times?: number; skip?: number }) => void;
  /** Throws when a request or an answer was not as GitHub describes it. */
  readonly assertNoViolations: () => void;
  readonly close: () => Promise<void>;
}

const EVERYTHING: Permissions = {
  actions: 'write',
  checks: 'write',
  contents: 'write',
  issues: 'write',
  'pull-requests': 'write',
};

export async function startTwin(options: TwinOptions = {}): Promise<Twin> {
  let permissions = options.permissions ?? EVERYTHING;
  let offset = 0;
  const { now = () => new Date(), token = 'ghs_twinTwinTwinTwinTwinTwinTwinTwinTwin' } = options;
  const world = createWorld({ ...options, now: () => new Date(now().getTime() + offset) });
  const blobs = createBlobStore(world);
  const requests: RecordedRequest[] = [];
  const violations: string[] = [];
  const rules: FaultRule[] = [];
  const report = (violation: string): void => {
    violations.push(violation);
  };
  const rest = { world, token, permissions: () => permissions, report };

  const { server, origin } = await listen({
    open: (incoming) =>
      openRest(rest, incoming) ??
      openArtifacts({ world, blobs, report }, incoming) ??
      openBlobs({ blobs, report }, incoming) ??
      openHooks(incoming),
    takeFault: (operation) => takeFault(rules, operation),
    record: (request) => {
      requests.push(request);
      if (request.path.startsWith(REST_BASE)) world.rate.used += 1;
    },
    report,
  });
  world.urls.api = `${origin}${REST_BASE}`;
  world.urls.blobs = `${origin}${BLOB_BASE}`;
  const urls = {
    api: world.urls.api,
    results: `${origin}/`,
    server: world.urls.server,
    hook: `${origin}${HOOK_BASE}/T0/B0/x`,
  };

  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    ...createBuilders(world, blobs),
    world,
    urls,
    token,
    requests,
    violations,
    runtimeToken: (runId, attempt = 1) => makeRuntimeToken(runId, attempt),
    environment: (runId, attempt = 1) => ({
      GITHUB_SERVER_URL: urls.server,
      GITHUB_API_URL: urls.api,
      GITHUB_REPOSITORY: fullName(world),
      GITHUB_RUN_ID: `${runId}`,
      GITHUB_RUN_ATTEMPT: `${attempt}`,
      ACTIONS_RESULTS_URL: urls.results,
      ACTIONS_RUNTIME_TOKEN: makeRuntimeToken(runId, attempt),
    }),
    readArtifact: (name) => {
      const artifact = world.artifacts.findLast((made) => made.finalized && made.name === name);
      return artifact === undefined ? null : (blobs.get(artifact.blob)?.bytes ?? null);
    },
    setPermissions: (given) => {
      permissions = given;
    },
    advance: (milliseconds) => {
      offset += milliseconds;
    },
    fail: (operation, fault, { times = 1, skip = 0 } = {}) => {
      rules.push({ operation, fault, times, skip });
    },
    assertNoViolations: () => {
      if (violations.length > 0) throw new Error(`GitHub would not have it so:\n${violations.join('\n')}`);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
