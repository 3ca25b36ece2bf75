/** A kubeconfig file -> how to reach the API server. What needs another program is refused with the reason. */
import { parse } from 'yaml';
import { z } from 'zod';
import type { KubernetesServer } from './kubernetes-transport.ts';

export interface KubeconfigOptions {
  /** Absent: the current context. */
  readonly contextName?: string;
  /** Reads files that the kubeconfig names, relative to its own folder; absent: such a kubeconfig is refused. */
  readonly readText?: (path: string) => string;
}

export interface KubeconfigAccess extends KubernetesServer {
  /** Of the context; null where it names none. */
  readonly namespace: string | null;
}

export class KubeconfigError extends Error {
  override name = 'KubeconfigError';
}

const text = z.string().optional();
const cluster = z.object({
  server: z.string(),
  'certificate-authority': text,
  'certificate-authority-data': text,
  'insecure-skip-tls-verify': z.boolean().optional(),
  'tls-server-name': text,
  'proxy-url': text,
});
const user = z.object({
  token: text,
  tokenFile: text,
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  username: text,
  exec: z.unknown().optional(),
  'auth-provider': z.unknown().optional(),
});
const kubeconfig = z.object({
  'current-context': text,
  contexts: z.array(
    z.object({
      name: z.string(),
      context: z.object({ cluster: z.string(), user: text, namespace: text }),
    }),
  ),
  clusters: z.array(z.object({ name: z.string(), cluster })),
  users: z.array(z.object({ name: z.string(), user: user.nullish() })).nullish(),
});

type Cluster = z.infer<typeof cluster>;
type User = z.infer<typeof user>;

/** Throws KubeconfigError with what a person can do about it; never tells a secret. */
export function readKubeconfig(source: string, options: KubeconfigOptions = {}): KubeconfigAccess {
  const config = parseConfig(source);
  const contextName = options.contextName ?? config['current-context'] ?? '';
  const { context } = findNamed(config.contexts, contextName, 'context');
  const { cluster: server } = findNamed(config.clusters, context.cluster, 'cluster');
  const owner = context.user === undefined ? null : findNamed(config.users ?? [], context.user, 'user').user;
  return {
    baseUrl: server.server,
    namespace: context.namespace ?? null,
    ...readServer(server, options),
    ...readUser(owner ?? {}, options),
  };
}

function parseConfig(source: string): z.infer<typeof kubeconfig> {
  let content: unknown;
  try {
    content = parse(source, { logLevel: 'error' });
  } catch {
    throw new KubeconfigError('kubeconfig: not YAML');
  }
  const result = kubeconfig.safeParse(content);
  if (result.success) return result.data;
  const where = result.error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`);
  throw new KubeconfigError(`kubeconfig: ${where.join('; ')}`);
}

function findNamed<T extends { readonly name: string }>(list: readonly T[], name: string, what: string): T {
  const found = list.find((entry) => entry.name === name);
  if (found) return found;
  const known = list.map((entry) => entry.name).join(', ') || 'none';
  throw new KubeconfigError(`kubeconfig: no ${what} "${name}"; there are: ${known}`);
}

function readServer(server: Cluster, options: KubeconfigOptions): Partial<KubernetesServer> {
  if (server['proxy-url'] !== undefined)
    throw new KubeconfigError('kubeconfig: proxy-url is not supported; give the address behind the proxy');
  const ca = readPem(server['certificate-authority-data'], server['certificate-authority'], options);
  return {
    ...(ca === null ? {} : { ca }),
    ...(server['insecure-skip-tls-verify'] === true ? { insecure: true } : {}),
    ...(server['tls-server-name'] === undefined ? {} : { serverName: server['tls-server-name'] }),
  };
}

function readUser(owner: Partial<User>, options: KubeconfigOptions): Partial<KubernetesServer> {
  if (owner.exec !== undefined || owner['auth-provider'] !== undefined)
    throw new KubeconfigError(
      'kubeconfig: this user logs in by another program (exec or auth-provider), which is not started here; ' +
        'give a token, for example of `kubectl create token <service account>`',
    );
  if (owner.username !== undefined)
    throw new KubeconfigError('kubeconfig: user name and password are not supported; give a token');
  const token = owner.token ?? (owner.tokenFile && readFile(owner.tokenFile, options).trim());
  const cert = readPem(owner['client-certificate-data'], owner['client-certificate'], options);
  const key = readPem(owner['client-key-data'], owner['client-key'], options);
  return {
    ...(token ? { token } : {}),
    ...(cert === null ? {} : { cert }),
    ...(key === null ? {} : { key }),
  };
}

/** The data wins over the file, as for kubectl. */
function readPem(
  data: string | undefined,
  path: string | undefined,
  options: KubeconfigOptions,
): string | null {
  if (data) return Buffer.from(data, 'base64').toString('utf8');
  return path ? readFile(path, options) : null;
}

function readFile(path: string, { readText }: KubeconfigOptions): string {
  if (!readText)
    throw new KubeconfigError(
      `kubeconfig: it names the file ${path}; write it with \`kubectl config view --raw --flatten\``,
    );
  return readText(path);
}
