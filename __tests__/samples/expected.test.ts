/** Guards the sample reports themselves: what expected.json tells is what an independent XML reader finds. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';

interface Counts {
  cases: number;
  failures: number;
  errors: number;
  skipped: number;
  suiteErrors: number;
  declared: number | null;
}

interface ExpectedFile extends Counts {
  tests: Record<string, string>;
  problems: string[];
}

interface Expected {
  producer: string;
  origin: string;
  files: Record<string, ExpectedFile>;
}

/** An element as fast-xml-parser gives it with `preserveOrder`: its name is the key that is not `:@`. */
type XmlNode = Record<string, unknown>;

const SAMPLES = fileURLToPath(new URL('../../sample-reports/', import.meta.url));
const PRODUCERS = readdirSync(SAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'five-iterations')
  .map((entry) => entry.name);

describe.each(PRODUCERS)('sample reports of %s', (producer) => {
  const folder = `${SAMPLES}${producer}/`;
  const expected: Expected = JSON.parse(readFileSync(`${folder}expected.json`, 'utf8'));
  const reports = readdirSync(folder).filter((name) => name.endsWith('.xml'));

  it('are all listed, and nothing else is', () => {
    expect(Object.keys(expected.files).sort()).toEqual([...reports].sort());
    expect(expected.origin).not.toBe('');
  });

  it.each(reports)('%s has the counts that are expected', (name) => {
    const { cases, failures, errors, skipped, suiteErrors, declared } = fileOf(expected, name);
    expect(countElements(readNodes(folder + name))).toEqual({
      cases,
      failures,
      errors,
      skipped,
      suiteErrors,
      declared,
    });
  });

  it.each(reports)('%s has one outcome for each of its tests', (name) => {
    const { cases, tests } = fileOf(expected, name);
    const codes = Object.values(tests);
    expect(codes.filter((code) => !/^[PFESR]$/.test(code))).toEqual([]);
    expect(codes.length).toBeLessThanOrEqual(cases);
    expect(codes.length > 0).toBe(cases > 0);
  });
});

describe('the sample reports', () => {
  it('stay below one megabyte', () => {
    const files = readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' });
    const bytes = files
      .map((path) => statSync(SAMPLES + path))
      .map((stat) => (stat.isFile() ? stat.size : 0));
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_000_000);
  });
});

function fileOf(expected: Expected, name: string): ExpectedFile {
  const file = expected.files[name];
  if (file === undefined) throw new Error(`${name} is not in expected.json`);
  return file;
}

function readNodes(path: string): XmlNode[] {
  const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, processEntities: false });
  return parser.parse(readFileSync(path, 'utf8'));
}

function countElements(nodes: readonly XmlNode[]): Counts {
  const counts: Counts = {
    cases: 0,
    failures: 0,
    errors: 0,
    skipped: 0,
    suiteErrors: 0,
    declared: declaredTests(nodes),
  };
  addElements(counts, nodes);
  return counts;
}

function addElements(counts: Counts, nodes: readonly XmlNode[]): void {
  for (const node of nodes) {
    const name = nameOf(node);
    const children = childrenOf(node);
    if (name === 'testcase') {
      const kinds = new Set(children.map(nameOf));
      counts.cases += 1;
      counts.failures += kinds.has('failure') ? 1 : 0;
      counts.errors += kinds.has('error') ? 1 : 0;
      counts.skipped += kinds.has('skipped') ? 1 : 0;
    } else if (isSuite(node)) {
      counts.suiteErrors += children.filter((child) => nameOf(child) === 'error').length;
      addElements(counts, children);
    }
  }
}

/** Sum of `tests` over the outermost suites that declare one; null when none does. */
function declaredTests(nodes: readonly XmlNode[]): number | null {
  const told = nodes.filter(isSuite).map((node) => {
    const own = attributesOf(node)['@_tests'];
    return own === undefined ? declaredTests(childrenOf(node)) : Number(own);
  });
  const counts = told.filter((count) => count !== null);
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}

function isSuite(node: XmlNode): boolean {
  return ['testsuites', 'testsuite'].includes(nameOf(node));
}

function nameOf(node: XmlNode): string {
  return Object.keys(node).find((key) => key !== ':@') ?? '';
}

function childrenOf(node: XmlNode): XmlNode[] {
  const children = node[nameOf(node)];
  return Array.isArray(children) ? children : [];
}

function attributesOf(node: XmlNode): XmlNode {
  const attributes = node[':@'];
  return typeof attributes === 'object' && attributes !== null ? { ...attributes } : {};
}
