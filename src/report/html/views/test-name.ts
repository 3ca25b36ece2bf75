import type { TestName } from '../../../model/matrix.ts';
import { type Markup, html } from '../markup.ts';

export type Positions = ReadonlyMap<string, number>;

/** Name and class of a test, linked to its page. Without the page script the link is plain text. */
export function renderTestName(test: TestName, positions: Positions): Markup {
  return html`${linkTest(test.name, positions.get(test.id))}${test.classname === '' ? null : html` <span class="scope">${test.classname}</span>`}`;
}

/** A test known by its id only. */
export function renderTestId(id: string, positions: Positions): Markup {
  return linkTest(id, positions.get(id));
}

function linkTest(label: string, position: number | undefined): Markup {
  if (position === undefined) return html`<span class="name">${label}</span>`;
  return html`<a class="name" href="#/test/${position}">${label}</a>`;
}
