// A file that cannot be loaded: its tests are never known.
/* global it */
require('./a-module-that-does-not-exist.cjs');

it('is never collected', () => {});
