/** `focus-stability.yml`: environments by name. Secrets stand in it only as names of variables. */
import { parse } from 'yaml';
import { z } from 'zod';
import { errorText } from '../kit/error-text.ts';
import type { Environment, FaultAccess, KubernetesAccess } from '../model/environment.ts';
import {
  environmentSchema,
  findWrittenSecret,
  nameVariable,
  type RawEnvironment,
} from './environment-schema.ts';
import { suggest } from '../kit/did-you-mean.ts';
import { readServeConfig } from './serve-config.ts';
import { mistake, setting, UsageError, type Mistake } from '../kit/usage-error.ts';

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

const file = z.strictObject({ environments: z.record(z.string(), z.unknown()).default({}) });

/** `focus-stability serve` with its defaults. */
function describeLocal(): { readonly 'base-url': string; readonly prefix: string } {
  const { host, port, prefix } = readServeConfig([]);
  return { 'base-url': `http://${host}:${port}`, prefix };
}

/** Throws UsageError that names the file, the field and what would be right. */
export function readEnvironment(name: string, source: EnvironmentSource): Environment {
  const known = readNames(source);
  if (!known.has(name)) throw new UsageError(describeUnknownEnvironment(name, [...known.keys()], source));
  const raw = known.get(name);
  const where = `${source.path}: environments.${name}`;
  const secret = findWrittenSecret(raw);
  if (secret !== null)
    throw new UsageError(
      mistake`${where}.${secret}: a secret does not belong in the file; write the name of a variable, such as \${${nameVariable(secret)}}, and set it in the environment or in ${setting('env-file')}`,
    );
  const filled = fillVariables(raw, where, source);
  const result = environmentSchema.safeParse(filled);
  if (!result.success) throw new UsageError(`${where}: ${describe(result.error)}`);
  return toEnvironment(name, result.data, source);
}

/** Names those that are known, and shows what to write for this one. */
function describeUnknownEnvironment(
  name: string,
  known: readonly string[],
  { path, text }: EnvironmentSource,
): Mistake {
  const isMissing = text === null;
  const why = isMissing ? `there is no ${path} here` : `${path} has ${known.join(', ')}`;
  const least = [
    '',
    isMissing
      ? `Write ${path} in the folder where this runs; the least is a name and an address:`
      : `Add it to ${path}; the least is a name and an address:`,
    '',
    'environments:',
    `  ${/^[A-Za-z][\w-]*$/.test(name) ? name : JSON.stringify(name)}:`,
    '    base-url: https://focus.example.test',
    '    prefix: /focus-server',
    '',
    'docs/SUITES.md and examples/focus-server/focus-stability.yml show all that can be said.',
  ].join('\n');
  const { 'base-url': base } = describeLocal();
  return mistake`${setting('env', name)}: no such environment; ${why}${suggest(name, known)}${least}
There is always ${setting('env', 'local')}, what \`focus-stability serve\` starts on ${base};
without ${setting('env')}, a server of our own is started.`;
}

/** With `local`, which is there also when the file does not say it. */
function readNames({ text, path }: EnvironmentSource): Map<string, unknown> {
  const builtIn = [['local', describeLocal()]] as const;
  if (text === null) return new Map<string, unknown>(builtIn);
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new UsageError(`${path}: ${errorText(error)}`, {
      cause: error,
    });
  }
  const result = file.safeParse(value ?? {});
  if (!result.success) throw new UsageError(`${path}: ${describe(result.error)}`);
  return new Map<string, unknown>([...builtIn, ...Object.entries(result.data.environments)]);
}

/** `${NAME}` in any text is the value of that variable. */
function fillVariables(value: unknown, where: string, source: EnvironmentSource): unknown {
  if (typeof value === 'string')
    return value.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
      const found = source.variables[name];
      // Workflows hand over an empty text for a secret that they do not have.
      if (found === undefined || found === '')
        throw new UsageError(
          `${where} needs the variable ${name}, which is ${found === '' ? 'empty' : 'not set'}`,
        );
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

function toEnvironment(name: string, raw: RawEnvironment, source: EnvironmentSource): Environment {
  const { kubernetes, limits } = raw;
  return {
    name,
    baseUrl: joinPrefix(raw['base-url'], raw.prefix),
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

/** With exactly one slash between them, however they are written: `http://hostprefix` is another host. */
function joinPrefix(baseUrl: string, prefix: string): string {
  const path = prefix.replaceAll(/^\/+|\/+$/g, '');
  return `${baseUrl.replace(/\/+$/, '')}${path === '' ? '' : `/${path}`}`;
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
    const reason = errorText(error);
    throw new UsageError(`${path}: ca-file ${caFile}: ${reason}`, { cause: error });
  }
}
