/** Which route answers a path: segments in braces match any one segment. */
import type { Answer } from './answer.ts';
import type { HttpRequest } from './request.ts';

export interface HttpRoute {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** `/metadata/{job_id}`: what stands in braces is given to the route by that name. */
  readonly path: string;
  answer(request: HttpRequest): Answer | Promise<Answer>;
}

export type RouteMatch =
  | { readonly kind: 'route'; readonly route: HttpRoute; readonly parameters: ReadonlyMap<string, string> }
  /** The path exists, but not with this method. */
  | { readonly kind: 'method'; readonly allowed: readonly string[] }
  | { readonly kind: 'nothing' };

export function findRoute(routes: readonly HttpRoute[], method: string, path: string): RouteMatch {
  const allowed: string[] = [];
  for (const route of routes) {
    const parameters = matchPath(route.path, path);
    if (parameters === null) continue;
    if (route.method === method) return { kind: 'route', route, parameters };
    allowed.push(route.method);
  }
  return allowed.length === 0 ? { kind: 'nothing' } : { kind: 'method', allowed };
}

function matchPath(pattern: string, path: string): ReadonlyMap<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const parameters = new Map<string, string>();
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    if (segment.startsWith('{')) {
      const text = decodeSegment(value);
      if (text === null || text === '') return null;
      parameters.set(segment.slice(1, -1), text);
    } else if (segment !== value) return null;
  }
  return parameters;
}

function decodeSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
