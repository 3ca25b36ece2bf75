/** Where a suite comes from. `name` is the classname of its tests. */
export type SuiteSource =
  | { readonly kind: 'bundled'; readonly name: string }
  /** `path` is absolute. */
  | { readonly kind: 'file'; readonly name: string; readonly path: string };
