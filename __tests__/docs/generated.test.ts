import { expect, it } from 'vitest';
import { fillIn, listParts, PARTS } from '../../scripts/generated-docs.ts';
import { DOCUMENTS, readDocument } from './documents.ts';

const squeeze = (text: string): string => text.replaceAll(/[ -]+/g, ' ').replaceAll(/\n\n+/g, '\n');
const WITH_PARTS = DOCUMENTS.filter((path) => listParts(readDocument(path)).length > 0);

it.each(WITH_PARTS)('%s has the generated parts of today', (path) => {
  const text = readDocument(path);
  expect(squeeze(fillIn(text))).toBe(squeeze(text));
});

it('every part that can be generated stands in a document', () => {
  const used = WITH_PARTS.flatMap((path) => listParts(readDocument(path)));
  expect(Object.keys(PARTS).filter((name) => !used.includes(name))).toEqual([]);
});

it('a part that nobody makes is told', () => {
  expect(() => fillIn('<!-- begin nonsense -->\n<!-- end nonsense -->\n')).toThrow(
    'no generated part is called "nonsense"',
  );
});
