/** `focus-stability.yml`: environments by name. Secrets stand in it only as names of variables. */
import { parse } from 'yaml';
import { z } from 'zod';
import type { Environment, FaultAccess, KubernetesAccess } from '../model/environment.ts';
import { parseDuration } from './duration.ts';
import { UsageError } from './usage-error.ts';

export const ENVIRONMENT_FILE = 'focus-stability.yml';

export interface EnvironmentSource {
  /** Path as the user gave it, for messages. */
  readonly path: string;
  /** Content of that file; null when there is none. */
  readonly text: string | null;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Reads a file named in it, relative to it. Throws when it cannot. */
  readonly readFile: (path: string) => string;
}

const duration = z.string().transform((text) => parseDuration('timeouts', text));
const tls = z
  .strictObject({ 'ca-file': z.string().optional(), insecure: z.boolean().default(false) })
  .default({ insecure: false });

const labels = z
  .record(z.string(), z.string())
  .refine((chosen) => Object.keys(chosen).length > 0, 'names no label, that would be all pods');

const faults = z.discriminatedUnion('driver', [
  z.strictObject({ driver: z.literal('toxiproxy'), url: z.url(), proxy: z.string().min(1) }),
  z.strictObject({
    driver: z.literal('chaos-mesh'),
    source: labels,
    target: labels,
    'target-namespace': z.string().nullable().default(null),
  }),
  z.strictObject({ driver: z.literal('scale-down') }),
  z
    .strictObject({
      driver: z.literal('netem'),
      executor: z.enum(['local', 'ssh', 'kubectl']).default('local'),
      where: z.string().nullable().default(null),
      interface: z.string().default('eth0'),
      host: z.union([z.ipv4(), z.ipv6()]),
      port: z.int().min(1).max(65_535).default(27_017),
      side: z.enum(['client', 'target']).default('client'),
      sudo: z.boolean().default(false),
    })
    .refine(({ executor, where }) => executor === 'local' || where !== null, {
      path: ['where'],
      error: 'names the host of ssh, or the pod of kubectl',
    }),
]);

const environment = z.strictObject({
  'base-url': z.url({ protocol: /^https?$/ }),
  prefix: z.string().default(''),
  tls,
  'stream-host': z.string().nullable().default(null),
  timeouts: z
    .strictObject({ request: duration.default(30_000), stream: duration.default(30_000) })
    .default({ request: 30_000, stream: 30_000 }),
  profile: z.enum(['default', 'strict-view-limits', 'legacy']).default('default'),
  limits: z
    .strictObject({
      'max-windows': z.int().min(1).max(1000).default(30),
      'latency-scale': z.number().min(0.1).max(100).default(1),
    })
    .default({ 'max-windows': 30, 'latency-scale': 1 }),
  mongo: z
    .strictObject({ uri: z.string(), database: z.string().default('prisma') })
    .nullable()
    .default(null),
  kubernetes: z
    .strictObject({
      url: z.url(),
      token: z.string().nullable().default(null),
      tls,
      namespace: z.string().default('panda'),
      'mongo-deployment': z.string().default('mongodb'),
    })
    .nullable()
    .default(null),
  faults: faults.nullable().default(null),
});

const file = z.strictObject({ environments: z.record(z.string(), z.unknown()).default({}) });

/** `focus-stability serve` with its defaults. */
const LOCAL = { 'base-url': 'http://127.0.0.1:5000', prefix: '/focus-server' };

/** Throws UsageError that names the file, the field and what would be right. */
export function readEnvironment(name: string, source: EnvironmentSource): Environment {
  const known = readNames(source);
  const raw = known.get(name) ?? (name === 'local' ? LOCAL : undefined);
  if (raw === undefined) {
    const names = [...new Set(['local', ...known.keys()])].join(', ');
    const where = source.text === null ? `there is no ${source.path}` : `${source.path} has ${names}`;
    throw new UsageError(`--env ${name}: no such environment; ${where}`);
  }
  const filled = fillVariables(raw, `${source.path}: environments.${name}`, source);
  const result = environment.safeParse(filled);
  if (!result.success)
    throw new UsageError(`${source.path}: environments.${name}: ${describe(result.error)}`);
  return toEnvironment(name, result.data, source);
}

function readNames({ text, path }: EnvironmentSource): Map<string, unknown> {
  if (text === null) return new Map();
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new UsageError(`${path}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  const result = file.safeParse(value ?? {});
  if (!result.success) throw new UsageError(`${path}: ${describe(result.error)}`);
  return new Map(Object.entries(result.data.environments));
}

/** `${NAME}` in any text is the value of that variable. */
function fillVariables(value: unknown, where: string, source: EnvironmentSource): unknown {
  if (typeof value === 'string')
    return value.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
      const found = source.variables[name];
      if (found === undefined) throw new UsageError(`${where} needs the variable ${name}, which is not set`);
      return found;
    });
  if (Array.isArray(value)) return value.map((item) => fillVariables(item, where, source));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, fillVariables(item, `${where}.${key}`, source)]),
  );
}

function describe({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message }) => `${path.join('.')}${path.length > 0 ? ': ' : ''}${message}`)
    .join('; ');
}

type RawEnvironment = z.infer<typeof environment>;

function toEnvironment(name: string, raw: RawEnvironment, source: EnvironmentSource): Environment {
  const { kubernetes, limits } = raw;
  return {
    name,
    baseUrl: `${raw['base-url'].replace(/\/+$/, '')}${raw.prefix.replace(/\/+$/, '')}`,
    tls: readTls(raw.tls, source),
    streamHost: raw['stream-host'],
    timeouts: { requestMs: raw.timeouts.request, streamMs: raw.timeouts.stream },
    profile: raw.profile,
    limits: { maxWindows: limits['max-windows'], latencyScale: limits['latency-scale'] },
    mongo: raw.mongo,
    kubernetes: kubernetes === null ? null : toKubernetes(kubernetes, source),
    faults: raw.faults === null ? null : toFaults(raw.faults),
    hasAdmin: false,
  };
}

function toFaults(raw: NonNullable<RawEnvironment['faults']>): FaultAccess {
  if (raw.driver !== 'chaos-mesh') return raw;
  const { driver, source, target } = raw;
  return { driver, source, target, targetNamespace: raw['target-namespace'] };
}

function toKubernetes(
  raw: NonNullable<RawEnvironment['kubernetes']>,
  source: EnvironmentSource,
): KubernetesAccess {
  return {
    baseUrl: raw.url.replace(/\/+$/, ''),
    token: raw.token,
    tls: readTls(raw.tls, source),
    namespace: raw.namespace,
    mongoDeployment: raw['mongo-deployment'],
  };
}

function readTls(raw: RawEnvironment['tls'], { path, readFile }: EnvironmentSource): Environment['tls'] {
  const caFile = raw['ca-file'];
  if (caFile === undefined) return { ca: null, insecure: raw.insecure };
  try {
    return { ca: readFile(caFile), insecure: raw.insecure };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${path}: ca-file ${caFile}: ${reason}`, { cause: error });
  }
}
