/** GitHub's own Markdown renderer as an oracle, in a child process. */
import { spawnSync } from 'node:child_process';

const EXTENSIONS = ['table', 'autolink', 'strikethrough', 'tagfilter'].flatMap((name) => ['-e', name]);

export function renderGfm(markdown: string): string {
  const result = spawnSync('cmark-gfm', [...EXTENSIONS, '--unsafe'], {
    input: markdown,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (result.error !== undefined) {
    throw new Error("cmark-gfm is missing: the test has no needs('cmark-gfm')", { cause: result.error });
  }
  return result.stdout;
}

/** Inner HTML of every body cell, by row, of the tables of a document. */
export function readTableRows(html: string): string[][] {
  return [...html.matchAll(/<tr>\n((?:<td[^>]*>.*?<\/td>\n)*)<\/tr>/gs)].map(([, cells = '']) =>
    [...cells.matchAll(/<td[^>]*>(.*?)<\/td>\n/gs)].map(([, inner = '']) => inner),
  );
}

/** Names of the elements in a piece of HTML, ends included. */
export function listTags(html: string): Set<string> {
  return new Set([...html.matchAll(/<\/?([a-z!][^\s>]*)/gi)].map(([, name = '']) => name.toLowerCase()));
}

/** The text a reader sees, without the zero-width characters we put in. */
export function readText(html: string): string {
  return html
    .replace(/<\/?code[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll('\u200B', '');
}
