/** HTML that is safe by construction: whatever is put into the template is text unless it is markup itself. */
import { makeVisible } from './visible.ts';

export interface Markup {
  readonly markup: string;
}

export type Content = string | number | Markup | readonly Markup[] | null;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

export function escapeHtml(text: string): string {
  return makeVisible(text).replace(/[&<>"']/g, (character) => ENTITIES.get(character) ?? '');
}

/** Template tag: `html`<b>${untrusted}</b>``; null shows nothing. Attribute values must be quoted. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let markup = parts[0] ?? '';
  values.forEach((value, index) => {
    markup += writeContent(value) + (parts[index + 1] ?? '');
  });
  return { markup };
}

function writeContent(value: Content): string {
  if (value === null) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return 'markup' in value ? value.markup : value.map((item) => item.markup).join('');
}
