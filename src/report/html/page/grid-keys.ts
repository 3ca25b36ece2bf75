/** Keys inside the grid: arrows and pages move, Enter opens, Home and End go to the ends. */
import type { RowWindow } from './row-window.ts';

export function connectGridKeys(body: HTMLElement, rows: RowWindow): void {
  body.addEventListener('keydown', (event) => {
    if (event.altKey || event.metaKey || event.shiftKey) return;
    const target = targetOf(event.key, rows);
    if (target !== null) {
      event.preventDefault();
      rows.activate(target, true);
    } else if (event.key === 'Enter' && event.target instanceof HTMLElement) {
      event.target.closest('[role=row]')?.querySelector('a')?.click();
    }
  });
  body.addEventListener('focusin', (event) => {
    const index = rows.indexOf(event.target);
    if (index !== null && index !== rows.active) rows.activate(index, false);
  });
}

function targetOf(key: string, rows: RowWindow): number | null {
  switch (key) {
    case 'ArrowDown':
      return rows.active + 1;
    case 'ArrowUp':
      return rows.active - 1;
    case 'PageDown':
      return rows.active + rows.rowsPerPage;
    case 'PageUp':
      return rows.active - rows.rowsPerPage;
    case 'Home':
      return 0;
    case 'End':
      return Number.MAX_SAFE_INTEGER;
    default:
      return null;
  }
}
