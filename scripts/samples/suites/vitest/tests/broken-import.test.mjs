// A file that cannot be loaded: its tests are never known.
import { it } from 'vitest';
import './a-module-that-does-not-exist.mjs';

it('is never collected', () => {});
