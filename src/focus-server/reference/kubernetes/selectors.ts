/** Label and field selectors as list requests carry them. */
import type { KubernetesObject } from './object.ts';

export type Selector = (object: KubernetesObject) => boolean;

const MAX_LENGTH = 4096;
/** Commas between requirements, not those between the values of a set. */
const SEPARATOR = /,(?![^(]*\))/;
const IN_SET = /^([\w./-]+)\s+(in|notin)\s+\(([^()]*)\)$/;
const EQUALITY = /^([\w./-]+)\s*(==|!=|=)\s*([\w.-]*)$/;
const EXISTENCE = /^(!?)\s*([\w./-]+)$/;

/** `app=grpc-job,job-id in (1-1,2-2),!old`; null when it cannot be read. Empty selects everything. */
export function readLabelSelector(text: string): Selector | null {
  return readAll(text, readRequirement);
}

/** Only `metadata.name` and `metadata.namespace`, by `=`, `==` and `!=`. */
export function readFieldSelector(text: string): Selector | null {
  return readAll(text, (part) => {
    const [, field = '', operator = '', value = ''] = EQUALITY.exec(part) ?? [];
    if (field !== 'metadata.name' && field !== 'metadata.namespace') return null;
    const wanted = operator !== '!=';
    return ({ metadata }) =>
      ((field === 'metadata.name' ? metadata.name : metadata.namespace) === value) === wanted;
  });
}

function readAll(text: string, read: (part: string) => Selector | null): Selector | null {
  if (text.length > MAX_LENGTH) return null;
  const parts = text.trim() === '' ? [] : text.split(SEPARATOR).map((part) => read(part.trim()));
  const selectors = parts.filter((part) => part !== null);
  if (selectors.length < parts.length) return null;
  return (object) => selectors.every((selects) => selects(object));
}

function readRequirement(part: string): Selector | null {
  const [, setKey, setOperator, values = ''] = IN_SET.exec(part) ?? [];
  if (setKey !== undefined) {
    const allowed = new Set(values.split(',').map((value) => value.trim()));
    const wanted = setOperator === 'in';
    return (object) => allowed.has(labelOf(object, setKey) ?? '\0') === wanted;
  }
  const [, key, operator, value] = EQUALITY.exec(part) ?? [];
  if (key !== undefined) {
    const wanted = operator !== '!=';
    return (object) => (labelOf(object, key) === value) === wanted;
  }
  const [, negation, name] = EXISTENCE.exec(part) ?? [];
  if (name === undefined) return null;
  return (object) => (labelOf(object, name) === undefined) === (negation === '!');
}

function labelOf({ metadata }: KubernetesObject, key: string): string | undefined {
  return Object.hasOwn(metadata.labels, key) ? metadata.labels[key] : undefined;
}
