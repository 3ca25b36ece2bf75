/** What can be said about an environment in `focus-stability.yml` once its variables are filled in, and what must not stand there. */
import { z } from 'zod';
import { PROFILES } from './serve-config.ts';
import { DURATION_RULE, readDuration } from './parse-value.ts';

const duration = z.string().transform((text, context) => {
  const ms = readDuration(text);
  if (ms === null) context.addIssue({ code: 'custom', message: DURATION_RULE });
  return ms ?? z.NEVER;
});
const tls = z
  .strictObject({ 'ca-file': z.string().optional(), insecure: z.boolean().default(false) })
  .prefault({});

/** Drivers decode the name and the password of a URI, and so do we, to mask them. */
const mongoUri = z
  .string()
  .refine(isDecodable, 'has a % that begins no %XX code of a character; write a % of a password as %25');

function isDecodable(uri: string): boolean {
  try {
    decodeURIComponent(uri);
    return true;
  } catch {
    return false;
  }
}

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

export const environmentSchema = z.strictObject({
  'base-url': z.url({ protocol: /^https?$/ }),
  prefix: z.string().default(''),
  tls,
  'stream-host': z.string().nullable().default(null),
  timeouts: z
    .strictObject({ request: duration.default(30_000), stream: duration.default(30_000) })
    .prefault({}),
  profile: z.enum(PROFILES).default('default'),
  limits: z
    .strictObject({
      'max-windows': z.int().min(1).max(1000).default(30),
      'latency-scale': z.number().min(0.1).max(100).default(1),
    })
    .prefault({}),
  mongo: z
    .strictObject({ uri: mongoUri, database: z.string().default('prisma') })
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

export type RawEnvironment = z.infer<typeof environmentSchema>;

/* Secrets belong in the environment: the file is in a repository. */

/** `//user:password@`, and what stands for the password. */
const PASSWORD_IN_URL = /\/\/[^/@\s]*?:([^/@\s]*)@/;
const VARIABLE = /\$\{\w+\}/;

/** Path of the first field that holds a password or token and not the name of a variable; null when none does. */
export function findWrittenSecret(value: unknown, path: readonly string[] = []): string | null {
  if (typeof value === 'string') return isWritten(value, path.at(-1)) ? path.join('.') : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, item] of Object.entries(value)) {
    const found = findWrittenSecret(item, [...path, key]);
    if (found !== null) return found;
  }
  return null;
}

function isWritten(text: string, key: string | undefined): boolean {
  const secret = key === 'token' ? text : PASSWORD_IN_URL.exec(text)?.[1];
  return secret !== undefined && secret !== '' && !VARIABLE.test(secret);
}

/** `MONGO_URI` for `mongo.uri`. */
export function nameVariable(path: string): string {
  return path.toUpperCase().replaceAll(/\W/g, '_');
}
