/** Figures as people read them. No locale is consulted: the same figure is the same text everywhere. */

const SPACE = '\u00a0';

export function formatCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

export function formatPlural(count: number, noun: string): string {
  return `${formatCount(count)}${SPACE}${noun}${count === 1 ? '' : 's'}`;
}

/** A rate 0..1 as percent. Never rounds a possible event to 0 % nor an uncertain one to 100 %. */
export function formatPercent(rate: number): string {
  const percent = rate * 100;
  if (percent > 0 && percent < 0.01) return `<${SPACE}0.01${SPACE}%`;
  if (percent > 99 && percent < 100) return `>${SPACE}99${SPACE}%`;
  const digits = percent === 0 || percent >= 9.95 ? 0 : percent < 0.995 ? 2 : 1;
  return `${percent.toFixed(digits).replace(/\.0$/, '')}${SPACE}%`;
}

/** Milliseconds with the unit that gives two or three digits; an en dash when unknown. */
export function formatMs(ms: number | null): string {
  if (ms === null) return '–';
  if (ms === 0) return `0${SPACE}ms`;
  if (ms < 9.95) return `${ms < 0.1 ? '<\u00a00.1' : ms.toFixed(1)}${SPACE}ms`;
  if (ms < 999.5) return `${ms.toFixed(0)}${SPACE}ms`;
  const seconds = ms / 1000;
  if (seconds < 9.995) return `${seconds.toFixed(2)}${SPACE}s`;
  if (seconds < 59.95) return `${seconds.toFixed(1)}${SPACE}s`;
  return formatLongTime(Math.round(seconds));
}

function formatLongTime(seconds: number): string {
  if (seconds < 3600) {
    const rest = seconds % 60;
    const minutes = `${Math.floor(seconds / 60)}${SPACE}min`;
    return rest === 0 ? minutes : `${minutes} ${rest}${SPACE}s`;
  }
  const minutes = Math.round(seconds / 60);
  const rest = minutes % 60;
  const hours = `${formatCount(Math.floor(minutes / 60))}${SPACE}h`;
  return rest === 0 ? hours : `${hours} ${rest}${SPACE}min`;
}

export function formatMinutes(minutes: number): string {
  return minutes > 0 && minutes < 0.1 ? `<${SPACE}0.1${SPACE}min` : formatMs(minutes * 60_000);
}

export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes}${SPACE}B`;
  const power = Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value < 9.95 ? value.toFixed(1) : value.toFixed(0)}${SPACE}${['B', 'kB', 'MB', 'GB'][power]}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** First line, at most `limit` characters; says with an ellipsis that there was more. */
export function firstLine(text: string, limit = 200): string {
  const line = text.trimStart().split('\n', 1)[0] ?? '';
  return cutText(line.trimEnd(), limit);
}

export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit).replace(/[\ud800-\udbff]$/, '')}…`;
}
