/** What a suite says before its first test: how many there are. */

/** pytest, `[15 items]` with xdist; what was deselected does not run. */
const COLLECTED = /(?:^|\.\.\. |\n)collected (\d{1,7}) items?(?: \/ .*?(\d{1,7}) selected)?/;
const WORKERS = /(?:^|\n)\d+ workers? \[(\d{1,7}) items?\]/;

/** Null when this text does not tell. */
export function readAnnouncement(text: string): number | null {
  const [, all, selected = all] = COLLECTED.exec(text) ?? WORKERS.exec(text) ?? [];
  return selected === undefined ? null : Number(selected);
}
