/**
 * Runs inside the page: what a person with a keyboard, a screen reader or weak eyes would stumble over,
 * in words; empty when there is nothing.
 */
declare global {
  interface Window {
    findFaults: () => string[];
  }
}

export function findFaults(): string[] {
  return [
    ...findNameless(),
    ...findDuplicateIds(),
    ...findDanglingLabels(),
    ...findStructure(),
    ...findPale(),
  ];
}

window.findFaults = findFaults;

const NAMED = 'a, button, input, select, summary, [role=img], [role=grid], [role=region], [role=group]';

function findShown(selector: string): Element[] {
  return [...document.querySelectorAll(selector)].filter(isShown);
}

function isShown(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

function findNameless(): string[] {
  return findShown(NAMED)
    .filter((element) => nameOf(element) === '')
    .map((element) => `no name: ${element.outerHTML.slice(0, 100)}`);
}

function nameOf(element: Element): string {
  const isField = element instanceof HTMLInputElement || element instanceof HTMLSelectElement;
  const labels = isField ? [...(element.labels ?? [])] : [];
  return (
    element.getAttribute('aria-label') ||
    textOf(element.getAttribute('aria-labelledby')) ||
    labels.map((label) => label.textContent).join(' ') ||
    (isField ? '' : (element.textContent ?? '').trim())
  );
}

function textOf(ids: string | null): string {
  const texts = (ids ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '');
  return texts.join(' ').trim();
}

function findDuplicateIds(): string[] {
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `id twice: ${id}`);
}

function findDanglingLabels(): string[] {
  return findShown('[aria-labelledby]')
    .map((element) => element.getAttribute('aria-labelledby'))
    .filter((ids) => textOf(ids) === '')
    .map((ids) => `label missing: ${ids}`);
}

function findStructure(): string[] {
  const loose = findShown('[role=row]').filter((row) => !row.closest('[role=table], [role=grid]'));
  const cells = findShown('[role=gridcell], [role=cell]').filter(
    (cell) => cell.parentElement?.getAttribute('role') !== 'row',
  );
  return [
    ...(document.documentElement.lang === 'en' ? [] : ['no language']),
    ...(document.title === '' ? ['no title'] : []),
    ...(findShown('h1').length === 1 ? [] : ['not one h1']),
    ...loose.map(() => 'row outside of a table'),
    ...cells.map(() => 'cell outside of a row'),
  ];
}

function findPale(): string[] {
  const pale = new Set<string>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!element || element.closest('script, noscript, style')) continue;
    if (!walker.currentNode.nodeValue?.trim() || !isShown(element)) continue;
    const contrast = measureContrast(readColor(getComputedStyle(element).color), backgroundOf(element));
    // WCAG 2.2, 1.4.3 for text of ordinary size.
    if (contrast < 4.5) pale.add(`contrast ${contrast.toFixed(2)}: ${element.className || element.tagName}`);
  }
  return [...pale];
}

function measureContrast(a: readonly number[], b: readonly number[]): number {
  const lights = [luminance(a), luminance(b)];
  return (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(color: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = color.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function readColor(css: string): number[] {
  return (css.match(/[\d.]+/g) ?? []).map(Number);
}

function backgroundOf(element: Element): number[] {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = readColor(getComputedStyle(at).backgroundColor);
    if (alpha === 1) return [red, green, blue];
  }
  return [255, 255, 255];
}
