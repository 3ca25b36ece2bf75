/** HTML that is safe by construction: whatever is put into the template is text unless it is markup itself. */
import { escapeHtml } from '../escape.ts';
import { showAsBlock } from '../../kit/visible.ts';

export interface Markup {
  readonly markup: string;
}

export type Content = string | number | Markup | readonly Markup[] | null;

/** Template tag: `html`<b>${untrusted}</b>``, hidden characters made visible; null shows nothing. Attribute values must be quoted. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let markup = parts[0] ?? '';
  values.forEach((value, index) => {
    markup += writeContent(value) + (parts[index + 1] ?? '');
  });
  return { markup };
}

function writeContent(value: Content): string {
  if (value === null) return '';
  if (typeof value === 'string') return escapeHtml(showAsBlock(value));
  if (typeof value === 'number') return String(value);
  return 'markup' in value ? value.markup : value.map((item) => item.markup).join('');
}
