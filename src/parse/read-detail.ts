/** Reads the kept fragment of one case with fast-xml-parser: only for the few cases that a report prints. */
import { XMLParser } from 'fast-xml-parser';
import { cleanText } from '../model/canonical-name.ts';
import type { CaseDetail, FailureDetail } from '../model/failure.ts';
import { decodeEntities } from './text.ts';

const FAILURE_KINDS = new Set<string>([
  'failure',
  'error',
  'flakyFailure',
  'flakyError',
  'rerunFailure',
  'rerunError',
  'skipped',
]);

/**
 * Entities are decoded by `decodeEntities`, the one place that does it, and never by a DTD: fragments have none.
 * Fragments are flat, so a depth of four is already generous, and texts are taken whole, without looking for tags.
 */
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  maxNestedTags: 4,
  stopNodes: [...FAILURE_KINDS, 'system-out'].map((kind) => `testcase.${kind}`),
});

type Node = Readonly<Record<string, unknown>>;

function isFailureKind(kind: string): kind is FailureDetail['kind'] {
  return FAILURE_KINDS.has(kind);
}

/** `fragment` as CaseResult.detail describes it. A broken fragment gives what could be read before the break. */
export function readDetail(fragment: Uint8Array): CaseDetail {
  const failures: FailureDetail[] = [];
  const properties: { name: string; value: string }[] = [];
  let output = '';
  for (const node of childrenOf(
    parser.parse(Buffer.from(fragment.buffer, fragment.byteOffset, fragment.byteLength).toString('utf8')),
    'testcase',
  )) {
    const kind = Object.keys(node).find((key) => key !== ':@') ?? '';
    const attribute = (name: string): string => attributeOf(node, name);
    if (isFailureKind(kind)) {
      failures.push({
        kind,
        type: attribute('type'),
        message: attribute('message'),
        text: textOf(node, kind),
      });
    } else if (kind === 'property') {
      properties.push({ name: attribute('name'), value: attribute('value') || textOf(node, kind) });
    } else if (kind === 'system-out') {
      output += textOf(node, kind);
    }
  }
  return { failures, properties, output };
}

function childrenOf(nodes: unknown, name: string): readonly Node[] {
  if (!Array.isArray(nodes)) return [];
  for (const node of nodes as Node[]) {
    const children = node[name];
    if (Array.isArray(children)) return children as Node[];
  }
  return [];
}

function attributeOf(node: Node, name: string): string {
  const attributes = node[':@'];
  if (typeof attributes !== 'object' || attributes === null) return '';
  const value = (attributes as Node)[name];
  return typeof value === 'string' ? cleanText(decodeEntities(value)) : '';
}

function textOf(node: Node, kind: string): string {
  const parts = node[kind];
  if (!Array.isArray(parts)) return '';
  const text = (parts as Node[]).map((part) => part['#text']).filter((part) => typeof part === 'string');
  return cleanText(decodeEntities(text.join(''))).trim();
}
