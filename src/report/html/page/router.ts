/** Shows the view that the address names; a return from a test brings back the place one left. */
import { find } from './dom.ts';
import { connectPageKeys } from './page-keys.ts';
import { type Origin, type Route, readRoute, revealView } from './route.ts';
import { showTest } from './test-view.ts';
import { TestsView } from './tests-view.ts';

const LABELS: Readonly<Record<Route['view'], string>> = {
  overview: 'Overview',
  tests: 'Tests',
  test: 'Test',
  causes: 'Causes',
  durations: 'Durations',
};

export class Router {
  readonly #title = document.title;
  readonly #scrollPlaces = new Map<string, number>();
  #hash: string | null = null;
  #route: Route = { view: 'overview' };
  #origin: Origin = { hash: '#/tests', label: LABELS.tests };
  #list: TestsView | null = null;

  start(): void {
    history.scrollRestoration = 'manual';
    addEventListener('hashchange', () => this.#show());
    addEventListener('scroll', () => this.#scrollPlaces.set(this.#route.view, scrollY), { passive: true });
    connectPageKeys({ search: () => this.#search(), leave: () => this.#leave() });
    this.#show();
  }

  #show(): void {
    const route = readRoute(location.hash);
    if (!route || location.hash === this.#hash) return;
    const previous = this.#hash === null ? null : this.#route;
    this.#hash = location.hash;
    this.#route = route;
    if (route.view !== 'test') this.#origin = { hash: location.hash || '#/', label: LABELS[route.view] };
    markNavigation(route.view === 'test' ? 'tests' : route.view);
    revealView(route);
    this.#fill(route);
    this.#place(route, previous);
  }

  #fill(route: Route): void {
    const view = findView(route.view);
    if (route.view === 'tests') this.#openList().show(route.search);
    if (route.view === 'test')
      showTest(view, { number: route.number, list: this.#openList(), origin: this.#origin });
    const heading = view.querySelector('h1')?.textContent ?? '';
    document.title = route.view === 'overview' ? this.#title : `${heading} · ${this.#title}`;
  }

  /** Scroll and focus, so that a keyboard or a screen reader continues in what is shown. */
  #place(route: Route, previous: Route | null): void {
    const view = findView(route.view);
    const isReturn = previous?.view === 'test' && route.view !== 'test';
    scrollTo(0, isReturn ? (this.#scrollPlaces.get(route.view) ?? 0) : 0);
    if (route.view === 'causes' && route.id !== null) focusCause(route.id);
    else if (isReturn && route.view === 'tests') this.#openList().focusTest(previous.number);
    else if (isReturn) focusLink(view, previous.number);
    else if (previous !== null) view.querySelector('h1')?.focus({ preventScroll: true });
  }

  #openList(): TestsView {
    this.#list ??= new TestsView(findView('tests'), (hash) => {
      history.replaceState(null, '', hash);
      this.#hash = location.hash;
      this.#origin = { hash, label: LABELS.tests };
    });
    return this.#list;
  }

  #search(): void {
    if (this.#route.view !== 'tests') {
      location.hash = '#/tests';
      this.#show();
    }
    this.#openList().focusSearch();
  }

  #leave(): void {
    if (this.#route.view === 'test') location.hash = this.#origin.hash;
  }
}

function findView(name: Route['view']): HTMLElement {
  return find(`[data-view=${name}]`, HTMLElement);
}

function focusCause(id: string): void {
  const card = document.getElementById(`cause-${id}`);
  card?.scrollIntoView({ block: 'start' });
  card?.focus({ preventScroll: true });
}

function focusLink(view: HTMLElement, test: number): void {
  view.querySelector<HTMLElement>(`a[href="#/test/${test}"]`)?.focus({ preventScroll: true });
}

function markNavigation(name: string): void {
  for (const link of document.querySelectorAll<HTMLElement>('[data-nav]')) {
    if (link.dataset['nav'] === name) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}
