/** Makes `import ... from 'focus-stability/suite'` and TypeScript work in this process. */
import module from 'node:module';
import { publishApi } from './api-module.ts';
import { loadSync } from './load.ts';
import { resolveSync } from './resolve.ts';

/** `doorUrl`: a module that exports `resolve` and `load`, for Node versions that run hooks in a thread of their own. */
export function installHooks(doorUrl: string): void {
  publishApi();
  // Node 20 does not have it, whatever its types say.
  const { registerHooks } = module as Partial<typeof module>;
  if (registerHooks === undefined) module.register(doorUrl);
  else registerHooks({ resolve: resolveSync, load: loadSync });
}
