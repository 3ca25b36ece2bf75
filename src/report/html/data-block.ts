import { joinToBlocks } from '../blocks.ts';

const UNSAFE = /[<\u2028\u2029]/g;

/**
 * JSON inside a script element that no browser executes. `<` only ever occurs inside JSON strings, so
 * escaping it there keeps the value and makes `</script>` and `<!--` impossible.
 */
export function* writeDataBlock(id: string, json: Iterable<string>): Generator<string> {
  yield `<script type="application/json" id="${id}">`;
  for (const block of joinToBlocks(json)) {
    yield block.replace(UNSAFE, (unsafe) => `\\u${unsafe.charCodeAt(0).toString(16).padStart(4, '0')}`);
  }
  yield '</script>\n';
}
