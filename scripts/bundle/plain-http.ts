/**
 * Node's `http` as an ES module has names for browsers' WebSockets, and giving them out loads Node's own HTTP client:
 * a tenth of the time in which a server starts. As a CommonJS module it loads nothing until it is asked.
 */
import type { Plugin } from 'esbuild';

const NAMESPACE = 'plain-http';

export const plainHttp: Plugin = {
  name: NAMESPACE,
  setup(build) {
    build.onResolve({ filter: /^node:http$/ }, ({ path, namespace }) =>
      namespace === NAMESPACE ? { path, external: true } : { path, namespace: NAMESPACE },
    );
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
    }));
  },
};
