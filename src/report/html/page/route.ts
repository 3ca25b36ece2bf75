/** The part of the address after `#`. */
export type Route =
  | { readonly view: 'overview' | 'durations' }
  | { readonly view: 'tests'; readonly search: string }
  | { readonly view: 'test'; readonly number: number }
  | { readonly view: 'causes'; readonly id: string | null };

/** The view from which a test was opened. */
export interface Origin {
  readonly hash: string;
  readonly label: string;
}

/** null for an address that is none of ours, such as an anchor inside the page. */
export function readRoute(hash: string): Route | null {
  if (hash === '' || hash === '#' || hash === '#/') return { view: 'overview' };
  const [path = '', search = ''] = hash.split('?', 2);
  const [start, view, argument] = path.split('/');
  if (start !== '#') return null;
  switch (view) {
    case 'durations':
      return { view };
    case 'tests':
      return { view, search };
    case 'test':
      return { view, number: Number(argument) };
    case 'causes':
      return { view, id: argument ? decodeText(argument) : null };
    default:
      return { view: 'overview' };
  }
}

function decodeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The style shows the view that the root names, so this works before the body is there. */
export function revealView(route: Route): void {
  document.documentElement.dataset['route'] = route.view;
}
