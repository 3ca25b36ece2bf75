/** Names of entries, for people: `src/app/report.ts` is report, `x/index.ts` is x, a package has its own name. */

/** Path -> name. Those that would have the same are called by their whole path. */
export function nameEntries(paths: Iterable<string>): Map<string, string> {
  const groups = Map.groupBy([...paths].sort(), (path) => nameOf(path).toLowerCase());
  return new Map(
    [...groups.values()].flatMap((group) =>
      group.map((path): [string, string] => [
        path,
        group.length === 1 ? nameOf(path) : join(path.split('/')),
      ]),
    ),
  );
}

function nameOf(path: string): string {
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  if (name !== undefined) return join(name.split('/'));
  const [folder = '', file = ''] = path.split('/').slice(-2);
  return join([file.startsWith('index.') ? folder : file || folder]);
}

const join = (parts: readonly string[]): string =>
  parts.map((part) => part.replace(/\.\w+$/, '').replaceAll(/[^\w-]+/g, '')).join('-');
