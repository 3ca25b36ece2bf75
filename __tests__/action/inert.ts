/** GitHub's own renderer as the judge of what we publish. */
import { expect } from 'vitest';
import { listTags, readTableRows, renderGfm } from '../report/cmark.ts';

const OWN_TAGS =
  'a br br/ code details h2 h3 li ol p pre strong sub summary table tbody td th thead tr ul !--';
const INERT = new Set(OWN_TAGS.split(' '));
const RUN_PAGE = /^https:\/\/github\.com\/octo-org\/shop\/actions\/runs\/\d+(?:#artifacts)?$/;
/** What GitHub would make a mention, a link or a picture of. */
const LIVE = /@(?!\u200B)|#\d|\bGH-\d|\b(?!\d+\b)[0-9a-f]{7,40}\b|https?:|www\.|:smile:/;

/** No mention, no link, no element that is not ours, no table that is broken. */
export function expectInert(markdown: string): void {
  const html = renderGfm(markdown);
  expect([...listTags(html)].filter((tag) => !INERT.has(tag))).toEqual([]);
  const links = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, address = '']) => address);
  expect(links.filter((address) => !RUN_PAGE.test(address))).toEqual([]);
  const prose = html
    .replace(/<!--.*?-->/gs, '')
    .replace(/<(pre|code)\b.*?<\/\1>/gs, '')
    .replace(/<[^>]*>/g, '');
  expect(LIVE.exec(prose)).toBeNull();
  for (const [table, head = ''] of html.matchAll(/<thead>(.*?)<\/thead>.*?<\/table>/gs)) {
    const columns = head.split('<th').length - 1;
    for (const row of readTableRows(table)) expect([0, columns]).toContain(row.length);
  }
}
