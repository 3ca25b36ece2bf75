/** Starts the page: the theme at once, before anything is painted; the rest when the document is complete. */
import { readRoute, revealView } from './route.ts';
import { Router } from './router.ts';
import { applyTheme, connectThemeButton } from './theme.ts';
import { find } from './dom.ts';

document.documentElement.classList.add('scripting');
applyTheme();
revealView(readRoute(location.hash) ?? { view: 'overview' });
document.addEventListener('DOMContentLoaded', () => {
  connectThemeButton(find('#theme', HTMLButtonElement));
  new Router().start();
});
