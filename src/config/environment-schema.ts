/** What can be said about an environment in `focus-stability.yml`, once its variables are filled in. */
import { z } from 'zod';
import { DURATION_RULE, readDuration } from './duration.ts';

const duration = z.string().transform((text, context) => {
  const ms = readDuration(text);
  if (ms === null) context.addIssue({ code: 'custom', message: DURATION_RULE });
  return ms ?? z.NEVER;
});
const tls = z
  .strictObject({ 'ca-file': z.string().optional(), insecure: z.boolean().default(false) })
  .default({ insecure: false });

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
    .default({ request: 30_000, stream: 30_000 }),
  profile: z.enum(['default', 'strict-view-limits', 'legacy']).default('default'),
  limits: z
    .strictObject({
      'max-windows': z.int().min(1).max(1000).default(30),
      'latency-scale': z.number().min(0.1).max(100).default(1),
    })
    .default({ 'max-windows': 30, 'latency-scale': 1 }),
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
