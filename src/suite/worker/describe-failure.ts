/** Where the code of a suite is called, and what it threw as it will stand in a report. */
import { inspect } from 'node:util';
import type { SuiteFailure } from '../types/result.ts';

const MOST_MESSAGE = 2000;
const MOST_TEXT = 16_000;
const MOST_CAUSES = 5;
/** What is below this frame in a stack is the engine's. */
const ENTRY = /\bcallSuite\b/;
const FROM_NODE = /[ (]node:/;

/**
 * The one place where the code of a suite is called. A function declaration, because the bundle keeps its name and
 * `trimStack` cuts stacks there.
 */
export async function callSuite<Given, T>(work: (given: Given) => T | Promise<T>, given: Given): Promise<T> {
  return await work(given);
}

export function describeFailure(
  error: unknown,
  { kind, cwd }: { readonly kind: SuiteFailure['kind']; readonly cwd: string },
): SuiteFailure {
  try {
    const type = error instanceof Error ? error.name : 'NotAnError';
    const message = error instanceof Error ? error.message : inspect(error, { depth: 3 });
    return { kind, type, message: shorten(message, MOST_MESSAGE), text: describeChain(error, cwd) };
  } catch (other) {
    // Somebody threw a thing that throws when it is looked at.
    return { kind, type: 'Unreadable', message: `an error that cannot be read: ${typeof other}`, text: '' };
  }
}

/** The error and its causes. */
function describeChain(error: unknown, cwd: string): string {
  const parts: string[] = [];
  const seen = new Set<unknown>();
  const queue: { readonly error: unknown; readonly label: string }[] = [{ error, label: '' }];
  while (queue.length > 0 && parts.length <= MOST_CAUSES) {
    const next = queue.shift();
    if (next === undefined || seen.has(next.error)) continue;
    seen.add(next.error);
    parts.push(`${next.label}${describeStack(next.error, cwd)}`);
    if (!(next.error instanceof Error)) continue;
    if (next.error instanceof AggregateError)
      queue.push(...next.error.errors.map((one: unknown) => ({ error: one, label: 'One of them: ' })));
    if (next.error.cause !== undefined && next.error.cause !== null)
      queue.push({ error: next.error.cause, label: 'Caused by: ' });
  }
  return shorten(parts.join('\n'), MOST_TEXT);
}

function describeStack(error: unknown, cwd: string): string {
  if (!(error instanceof Error)) return inspect(error, { depth: 3 });
  const { stack = '' } = error;
  return stack === '' ? `${error.name}: ${error.message}` : trimStack(stack, cwd);
}

/** Without the frames of Node and of the engine; paths relative to `cwd`. */
export function trimStack(stack: string, cwd: string): string {
  const isFrame = (line: string): boolean => /^\s+at /.test(line);
  const lines = stack.split('\n');
  const entry = lines.findIndex((line) => isFrame(line) && ENTRY.test(line));
  return lines
    .slice(0, entry < 0 ? lines.length : entry)
    .filter((line) => !(isFrame(line) && FROM_NODE.test(line)))
    .map((line) => (isFrame(line) ? shortenPaths(line, cwd) : line))
    .join('\n')
    .trimEnd();
}

function shortenPaths(line: string, cwd: string): string {
  const folder = cwd.replaceAll('\\', '/').replace(/\/?$/, '/');
  return line
    .replaceAll(/file:\/\/\/(?=[A-Za-z]:\/)/g, '')
    .replaceAll('file://', '')
    .replaceAll(folder, '');
}

function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const tail = Math.floor(most / 4);
  const left = text.length - most;
  return `${text.slice(0, most - tail)}\n… (${left} characters left out) …\n${text.slice(text.length - tail)}`.toWellFormed();
}
