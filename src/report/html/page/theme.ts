/** Light, dark, or what the system says. */
import { el } from './dom.ts';
import { recall, remember } from './storage.ts';

const KEY = 'focus-stability-theme';
const THEMES = ['auto', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
const GLYPHS: Readonly<Record<Theme, string>> = { auto: '◐', light: '○', dark: '●' };

export function applyTheme(): Theme {
  const remembered = recall(KEY);
  const theme = THEMES.find((one) => one === remembered) ?? 'auto';
  document.documentElement.dataset['theme'] = theme;
  return theme;
}

export function connectThemeButton(button: HTMLButtonElement): void {
  let theme = applyTheme();
  const show = (): void => {
    document.documentElement.dataset['theme'] = theme;
    button.replaceChildren(
      el('span', { 'aria-hidden': 'true' }, GLYPHS[theme]),
      el('span', { class: 'theme-word' }, ` Theme: ${theme}`),
    );
  };
  button.addEventListener('click', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto';
    remember(KEY, theme);
    show();
  });
  show();
}
