/** GitHub's pages: 30 a page unless asked, never more than 100, `Link` to the neighbours. */
import type { Call } from './operation.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly headers: Readonly<Record<string, string>>;
}

export const PAGE_QUERY = ['per_page', 'page'];

/** `url`: of the list, without a query. */
export function takePage<Item>(all: readonly Item[], { query }: Call, url: string): Page<Item> {
  const size = Math.min(Math.max(Number(query['per_page'] ?? 30), 1), 100);
  const page = Math.max(Number(query['page'] ?? 1), 1);
  const last = Math.max(Math.ceil(all.length / size), 1);
  const link = (number: number, rel: string): string =>
    `<${url}?${new URLSearchParams({ ...query, page: `${number}` }).toString()}>; rel="${rel}"`;
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ];
  return {
    items: all.slice((page - 1) * size, page * size),
    headers: links.length === 0 ? {} : { link: links.join(', ') },
  };
}
