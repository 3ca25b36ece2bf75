/** What fast-xml-parser finds in a document: an independent opinion on the same bytes. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';

export interface OracleCase {
  name: string;
  classname: string | null;
  /** Names of the direct children, in order. */
  children: string[];
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  processEntities: true,
  htmlEntities: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  maxNestedTags: 500,
});

type Node = Record<string, unknown>;

/** Null when the document is not well-formed for fast-xml-parser. */
export function listByOracle(xml: string): OracleCase[] | null {
  if (XMLValidator.validate(xml) !== true) return null;
  const found: OracleCase[] = [];
  visit(parser.parse(xml) as Node[], found);
  return found;
}

function visit(nodes: Node[], found: OracleCase[]): void {
  for (const node of nodes) {
    const tag = Object.keys(node).find((key) => key !== ':@') ?? '';
    const children = node[tag];
    if (!Array.isArray(children)) continue;
    if (tag === 'testcase') found.push(toCase(node, children as Node[]));
    else visit(children as Node[], found);
  }
}

function toCase(node: Node, children: Node[]): OracleCase {
  const attributes = (node[':@'] ?? {}) as Record<string, string | undefined>;
  return {
    name: attributes['name'] ?? '',
    classname: attributes['classname'] ?? null,
    children: children
      .map((child) => Object.keys(child).find((key) => key !== ':@') ?? '')
      .filter((tag) => tag !== '#text'),
  };
}
