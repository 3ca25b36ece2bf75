/** Workflows that a document shows: its `yaml` blocks that have jobs. */

export interface Recipe {
  /** Where its text begins, from 1. */
  readonly line: number;
  readonly text: string;
}

/** `markdown` of a document. Blocks in lists are indented; their text is not. */
export function findRecipes(markdown: string): Recipe[] {
  return [...markdown.matchAll(/^([ \t]*)```ya?ml[^\n]*\n([\s\S]*?)^\1```/gm)].flatMap(
    ({ index, 1: indent = '', 2: text = '' }) => {
      if (!/^\s*jobs:/m.test(text)) return [];
      const line = markdown.slice(0, index).split('\n').length + 1;
      return [{ line, text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), '') }];
    },
  );
}
