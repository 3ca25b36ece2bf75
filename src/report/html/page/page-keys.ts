/** Keys that work everywhere on the page. */
export interface PageKeys {
  /** `/` */
  search(): void;
  /** Esc, where nothing else uses it. */
  leave(): void;
}

export function connectPageKeys(keys: PageKeys): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') keys.leave();
    if (event.key !== '/' || isTyping(event.target)) return;
    event.preventDefault();
    keys.search();
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, select, textarea');
}
