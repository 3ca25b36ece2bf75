/** The token's permissions, in the words of a workflow's `permissions:`. */
export type Scope = 'actions' | 'checks' | 'contents' | 'issues' | 'pull-requests';
export type Access = 'read' | 'write';
export type Permissions = Partial<Record<Scope, Access | 'none'>>;

export interface Need {
  readonly scope: Scope;
  readonly access: Access;
}

export const read = (scope: Scope): Need => ({ scope, access: 'read' });
export const write = (scope: Scope): Need => ({ scope, access: 'write' });

export function isAllowed(permissions: Permissions, { scope, access }: Need): boolean {
  const granted = permissions[scope];
  return granted === 'write' || granted === access;
}

/** As GitHub writes it into X-Accepted-GitHub-Permissions. */
export const describeNeed = ({ scope, access }: Need): string => `${scope.replace('-', '_')}=${access}`;
