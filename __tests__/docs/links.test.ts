import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DOCUMENTS, readDocument, ROOT } from './documents.ts';

/** As GitHub makes the anchor of a heading: small letters, digits and hyphens, blanks as hyphens, a number for the second. */
function listAnchors(text: string): Set<string> {
  const anchors = new Set<string>();
  const seen = new Map<string, number>();
  for (const [, heading = ''] of withoutBlocks(text).matchAll(/^#{1,6} (.+)$/gm)) {
    const anchor = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-');
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    anchors.add(count === 0 ? anchor : `${anchor}-${count}`);
  }
  return anchors;
}

const withoutBlocks = (text: string): string => text.replaceAll(/^```[\s\S]*?^```$/gm, '');

interface Link {
  /** From the root; the document itself for an anchor alone. */
  readonly target: string;
  readonly anchor: string | null;
}

function listLinks(path: string): Link[] {
  return [...withoutBlocks(readDocument(path)).matchAll(/\]\(([^)\s]+)[^)]*\)/g)].flatMap(([, link = '']) => {
    if (/^https?:/.test(link)) return [];
    const [file = '', anchor = null] = link.split('#');
    const target = file === '' ? path : posix.normalize(posix.join(dirname(path), decodeURI(file)));
    return [{ target, anchor }];
  });
}

describe('the documents', () => {
  it.each(DOCUMENTS)('%s links only to what exists', (path) => {
    const broken = listLinks(path).filter(({ target, anchor }) => {
      if (!existsSync(join(ROOT, target))) return true;
      return anchor !== null && !(target.endsWith('.md') && listAnchors(readDocument(target)).has(anchor));
    });
    expect(broken).toEqual([]);
  });

  it('are all found from the index and from the README', () => {
    const documents = DOCUMENTS.filter((path) => path.startsWith('docs/') && path !== 'docs/README.md');
    for (const index of ['docs/README.md', 'README.md']) {
      const linked = new Set(listLinks(index).map(({ target }) => target));
      // Who releases comes from CONTRIBUTING.
      const missing = documents.filter((path) => path !== 'docs/RELEASING.md' && !linked.has(path));
      expect({ index, missing }).toEqual({ index, missing: [] });
    }
  });

  it('that the README links to are in the package', () => {
    const { files } = JSON.parse(readDocument('package.json')) as { files: readonly string[] };
    const shipped = (target: string): boolean =>
      files.some((file) => target === file || target.startsWith(`${file}/`));
    // What is for those who have a clone.
    const ofClone = /^(?:src\/|bench\/|\.github\/|sample-reports\/|SECURITY\.md)/;
    const missing = listLinks('README.md').filter(({ target }) => !ofClone.test(target) && !shipped(target));
    expect(missing).toEqual([]);
  });

  it('begin with a README of at most 250 lines', () => {
    expect(readDocument('README.md').split('\n').length).toBeLessThanOrEqual(250);
  });
});
