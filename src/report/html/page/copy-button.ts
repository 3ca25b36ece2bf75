import { el } from './dom.ts';

/** Copies a text and says so; where the browser refuses, it says that instead. */
export function createCopyButton(label: string, text: () => string): HTMLElement {
  const word = el('span', { role: 'status' }, '');
  const button = el('button', { type: 'button', class: 'quiet', 'aria-label': label }, 'Copy');
  button.addEventListener('click', () => {
    copy(text()).then(
      () => (word.textContent = 'Copied'),
      () => (word.textContent = 'The browser does not allow copying here'),
    );
  });
  return el('span', { class: 'copy' }, word, button);
}

async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
