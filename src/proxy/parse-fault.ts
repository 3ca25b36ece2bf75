/** Faults as people and programs write them: `latency 100ms`, `{"kind":"latency","ms":100}`. */
import { errorText } from '../kit/error-text.ts';
import type { Fault } from './fault.ts';
import type { FaultDefinition } from './fault-definition.ts';
import { FAULT_KINDS } from './fault-kinds.ts';

/** What was written is no fault; the message says what would be. */
export class InvalidFault extends Error {
  override name = 'InvalidFault';
}

const LONGEST_TEXT = 1000;
const UNITS = new Map([
  ['', 1],
  ['ms', 1],
  ['s', 1000],
  ['%', 0.01],
]);

/** `value`: an object, its JSON, or words (`loss share=10% stallMs=200`). Throws InvalidFault. */
export function parseFault(value: unknown): Fault {
  const fields = typeof value === 'string' ? readText(value) : value;
  if (typeof fields !== 'object' || fields === null || !('kind' in fields))
    throw new InvalidFault(`a fault is an object with a "kind", or words: ${listExamples()}`);
  const definition = findKind(fields.kind);
  const result = definition.schema.safeParse(fields);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  );
  throw new InvalidFault(
    `fault "${definition.kind}": ${problems.join('; ')} (for example: ${definition.example})`,
  );
}

/** The words of a fault; `parseFault` reads them back to the same fault. */
export function describeFault(fault: Fault): string {
  const fields = Object.entries(fault).filter(([name]) => name !== 'kind');
  return [fault.kind, ...fields.map(([name, value]) => `${name}=${value}`)].join(' ');
}

function findKind(kind: unknown): FaultDefinition {
  const definition = FAULT_KINDS.find((each) => each.kind === kind);
  if (definition !== undefined) return definition;
  const kinds = FAULT_KINDS.map((each) => each.kind).join(', ');
  throw new InvalidFault(`there is no fault ${quote(kind)}; there are: ${kinds}`);
}

function readText(text: string): unknown {
  if (text.length > LONGEST_TEXT)
    throw new InvalidFault(`a fault is at most ${LONGEST_TEXT} characters long`);
  return text.trimStart().startsWith('{') ? readJson(text) : readWords(text);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidFault(`the fault is not valid JSON: ${errorText(error)}`);
  }
}

function readWords(text: string): unknown {
  const [kind = '', ...words] = text.split(/[\s,:]+/).filter((word) => word !== '');
  const { mainField } = findKind(kind);
  const fields = new Map<string, unknown>([['kind', kind]]);
  for (const word of words) {
    const [name, value] = word.includes('=') ? splitOnce(word) : [mainField, word];
    if (name === null) throw new InvalidFault(`fault "${kind}" takes no ${quote(word)}`);
    if (fields.has(name)) throw new InvalidFault(`fault "${kind}": ${name} is given twice`);
    fields.set(name, readNumber(name, value));
  }
  return Object.fromEntries(fields);
}

function splitOnce(word: string): [string, string] {
  const at = word.indexOf('=');
  return [word.slice(0, at), word.slice(at + 1)];
}

function readNumber(name: string, text: string): number {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?(?:e[+-]?\d+)?)(ms|s|%)?$/.exec(text) ?? [];
  if (digits === '')
    throw new InvalidFault(`${name}: ${quote(text)} is no number (such as 100, 100ms, 2s, 10%)`);
  return Number(digits) * (UNITS.get(unit) ?? 1);
}

const quote = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, 60);
const listExamples = (): string => FAULT_KINDS.map(({ example }) => example).join(' | ');
