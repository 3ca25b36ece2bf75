/**
 * `@actions/core` brings the clients of tokens and of processes with it, and those an HTTP client of half a megabyte.
 * Its own files do nothing but define: what of them nobody uses is left out, and the writer of commands is small.
 */
import type { Plugin } from 'esbuild';

const CORE = /[\\/]@actions[\\/]core[\\/]lib[\\/]/;

export const defineOnly: Plugin = {
  name: 'define-only',
  setup(build) {
    build.onResolve({ filter: /^\.\// }, async ({ path, importer, resolveDir, kind, pluginData }) => {
      if (pluginData === CORE || !CORE.test(importer)) return null;
      const resolved = await build.resolve(path, { importer, resolveDir, kind, pluginData: CORE });
      return { ...resolved, sideEffects: false };
    });
  },
};
