/** Writes into recipes which repository and version they are of: `org/focus-stability@v1` -> `acme/focus-stability@v2`. */

/** `owner/name@vN`, as `OURS` in scripts/actions.ts. */
export interface Names {
  readonly from: string;
  readonly to: string;
}

/** The name that recipes have now: `text` is that of scripts/actions.ts. Null when it does not say. */
export function readName(text: string): string | null {
  return /^export const OURS = '([^'@]+@v\d+)';$/m.exec(text)?.[1] ?? null;
}

/** `text` of a document, a workflow or scripts/actions.ts; also where the reusable workflow is called. */
export function nameRecipes(text: string, { from, to }: Names): string {
  const [repository = '', major = ''] = from.split('@');
  const [newRepository = '', newMajor = ''] = to.split('@');
  const escaped = repository.replaceAll(/[.\\+*?[^\]$(){}=!<>|:-]/g, '\\$&');
  const use = new RegExp(`(?<![\\w./-])${escaped}((?:/[\\w./-]+)?)@${major}(?![\\w-]|\\.\\w)`, 'g');
  return text.replaceAll(use, (_, path: string) => `${newRepository}${path}@${newMajor}`);
}
