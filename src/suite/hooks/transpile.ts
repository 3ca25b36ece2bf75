/** TypeScript to JavaScript of the same lines, so that stacks need no maps. */
import { readFileSync } from 'node:fs';
import { transform } from 'sucrase';
import { errorText } from '../../kit/error-text.ts';

export const IS_TYPESCRIPT = /\.[mc]?ts$/;

/**
 * Types are removed, enums and parameter properties translated; types are not checked.
 * @throws SyntaxError with the place in its message
 */
export function transpileTypeScript(source: string, path: string): string {
  try {
    return transform(source, { transforms: ['typescript'], disableESTransforms: true, filePath: path }).code;
  } catch (error) {
    const syntax = new SyntaxError(errorText(error));
    // Where the parser noticed it is of no use to the author.
    syntax.stack = `${syntax.name}: ${syntax.message}`;
    throw syntax;
  }
}

/** Node does not say where the text of a module is wrong: ` (line:column)`, or nothing when it is not in this file. */
export function findSyntaxError(path: string): string {
  if (IS_TYPESCRIPT.test(path)) return '';
  try {
    transform(readFileSync(path, 'utf8'), { transforms: [], disableESTransforms: true });
    return '';
  } catch (error) {
    const [place = ''] = / \(\d+:\d+\)$/.exec(errorText(error)) ?? [];
    return place;
  }
}
