/**
 * The actions of others that our workflows and recipes use: the only place that says which version. Our own workflows
 * take the commit, so that nobody moves a tag under them; people's recipes take the major version, which they can read
 * and dependabot keeps fresh. `npm run docs` writes both. Commits are those of the tags in the actions' repositories
 * (`git rev-list -n1 vX.Y.Z`; an annotated tag has another object of its own).
 */

export interface ActionVersion {
  /** `owner/name`; what stands in its sub-folders (`github/codeql-action/init`) has the same version. */
  readonly name: string;
  /** Full version, without `v`; its tag in the action's repository is `v<version>`. */
  readonly version: string;
  /** Commit of that tag: 40 hexadecimal digits. */
  readonly sha: string;
}

export const ACTIONS: readonly ActionVersion[] = [
  {
    name: 'actions/attest-build-provenance',
    version: '4.1.0',
    sha: 'a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32',
  },
  { name: 'actions/checkout', version: '7.0.1', sha: '3d3c42e5aac5ba805825da76410c181273ba90b1' },
  { name: 'actions/setup-java', version: '5.7.0', sha: 'b6effb05e454b25005698d916606bdc6ffcbf961' },
  { name: 'actions/setup-node', version: '7.0.0', sha: '820762786026740c76f36085b0efc47a31fe5020' },
  { name: 'actions/setup-python', version: '7.0.0', sha: '5fda3b95a4ea91299a34e894583c3862153e4b97' },
  { name: 'actions/upload-artifact', version: '7.0.0', sha: 'bbbca2ddaa5d8feaa63e36b76fdaad77386f024f' },
  { name: 'github/codeql-action', version: '4.36.2', sha: '8aad20d150bbac5944a9f9d289da16a4b0d87c1e' },
];

/** How recipes call this action. A release writes its owner and major version here, and from here everywhere. */
export const OURS = 'org/focus-stability@v1';

/** `commit` in our own workflows, `major` in what people copy. */
export type Pin = 'commit' | 'major';

const OWN = /^\.github\/workflows\/[^/]+\.yml$/;
const RECIPES =
  /^(?:[^/]+\.md|docs\/.*\.md|examples\/.*\.(?:md|yml)|\.github\/.*\.md|\.github\/ISSUE_TEMPLATE\/.*\.yml)$/;

/** How actions are named in a file; null when nobody runs or copies what it says. `path` from the root of the repository. */
export function pinOf(path: string): Pin | null {
  if (OWN.test(path)) return 'commit';
  return RECIPES.test(path) && !path.includes('node_modules/') ? 'major' : null;
}

/** A `uses:` that is neither in the table nor ours. */
export interface UnknownUse {
  /** From 1. */
  readonly line: number;
  readonly uses: string;
}

/** Also in flow style, quotes and code spans. A comment that begins with a version belongs to the version. */
const USES = /(\buses:[ \t]*["']?)([^\s"'`{},#]+)(["']?)([ \t]+#[ \t]v\d[^\n]*)?(?=([ \t]*\n|$)?)/g;

/** `text` with every `uses:` of the table as `pin` wants it; what is not in the table stays. */
export function pinActions(text: string, pin: Pin): string {
  return text.replace(USES, (whole, ...groups: (string | undefined)[]) => {
    const [before = '', uses = '', after = '', , end] = groups;
    const action = findAction(uses);
    if (action === undefined) return whole;
    const path = uses.split('@')[0] ?? '';
    if (pin === 'major') return `${before}${path}@v${action.version.split('.')[0] ?? ''}${after}`;
    // In the middle of a line a comment would end it.
    return `${before}${path}@${action.sha}${after}${end === undefined ? '' : ` # v${action.version}`}`;
  });
}

/** What neither the table nor this repository has: a new action is added to the table first. */
export function findUnknownUses(text: string): UnknownUse[] {
  return [...text.matchAll(USES)].flatMap(({ index, 2: uses = '' }) => {
    if (findAction(uses) !== undefined || isOurs(uses) || !uses.includes('/')) return [];
    return [{ line: text.slice(0, index).split('\n').length, uses }];
  });
}

function findAction(uses: string): ActionVersion | undefined {
  const [owner, name] = (uses.split('@')[0] ?? '').split('/');
  return ACTIONS.find((action) => action.name === `${owner ?? ''}/${name ?? ''}`);
}

/** In this checkout, or by the name that recipes have for it. */
function isOurs(uses: string): boolean {
  const [repository = '', major = ''] = OURS.split('@');
  const [path = '', ref] = uses.split('@');
  return uses.startsWith('./') || (`${path}/`.startsWith(`${repository}/`) && ref === major);
}
