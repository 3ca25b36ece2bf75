/** Making elements. Text only ever becomes text nodes, with hidden characters made visible. */
import { showAsBlock } from '../../../kit/visible.ts';

export type Child = Node | string | null;
type Attributes = Readonly<Record<string, string | number | null>>;

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
}

export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  fill(element, attributes, children);
  return element;
}

function fill(element: Element, attributes: Attributes, children: readonly Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) element.setAttribute(name, showAsBlock(String(value)));
  }
  for (const child of children) {
    if (child !== null) element.append(typeof child === 'string' ? showAsBlock(child) : child);
  }
}

/** An element that the renderer wrote. Its absence is a defect of the page, so it is said loudly. */
export function find<T extends Element>(selector: string, type: new () => T): T {
  const element = document.querySelector(selector);
  if (element instanceof type) return element;
  throw new Error(`page lacks ${selector}`);
}
