/** One event a line: what the process of a suite tells, each written before the next thing happens. */
import { z } from 'zod';

const failure = z.object({
  kind: z.enum(['failure', 'error']),
  type: z.string(),
  message: z.string(),
  text: z.string(),
});

const facts = z.object({
  id: z.string(),
  name: z.string(),
  tags: z.array(z.string()),
  xray: z.array(z.string()),
});

/** `id` is that of a test; null where it is the suite's own matter. */
export const journalEvent = z.discriminatedUnion('kind', [
  /** The manifest: everything selected, in the order in which it will start. */
  z.object({
    kind: z.literal('loaded'),
    title: z.string(),
    xray: z.array(z.string()),
    /** Epoch milliseconds. */
    startedAt: z.number(),
    tests: z.array(facts),
  }),
  z.object({ kind: z.literal('load-failed'), failure }),
  /** Something more is heard of the test within `limitMs`, or its process is blocked. */
  z.object({ kind: z.literal('started'), id: z.string(), limitMs: z.number() }),
  z.object({ kind: z.literal('cleaning'), id: z.string().nullable(), limitMs: z.number() }),
  z.object({ kind: z.literal('log'), id: z.string().nullable(), text: z.string() }),
  z.object({
    kind: z.literal('metric'),
    id: z.string(),
    name: z.string(),
    value: z.union([z.number(), z.string()]),
  }),
  /** `path` is relative to the folder for attachments. */
  z.object({ kind: z.literal('attachment'), id: z.string(), path: z.string() }),
  z.object({
    kind: z.literal('ended'),
    id: z.string(),
    outcome: z.enum(['passed', 'failed', 'errored', 'skipped']),
    durationMs: z.number(),
    skipReason: z.string(),
    failures: z.array(failure),
  }),
  /** Something went wrong that is no single test's fault. */
  z.object({ kind: z.literal('suite-failed'), failure }),
  /** The process ended on its own account; `id` is the test whose code asked for it. */
  z.object({ kind: z.literal('exit'), id: z.string().nullable(), code: z.number() }),
  /** Nothing more will come. Tests that did not start need another process. */
  z.object({ kind: z.literal('done') }),
]);

export type JournalEvent = z.infer<typeof journalEvent>;
export type JournalEventOf<Kind extends JournalEvent['kind']> = Extract<JournalEvent, { kind: Kind }>;
