/** The pytest of the tests: Debian's, or that of the Python that `npm run test:wide` made of the index's newest. */
import { dirname, join } from 'node:path';
import { PYTHON } from '../../scripts/neighbours/core.ts';

/** Path of the program, for tests with `needs('pytest')`; a bare name where only PATH knows Python. */
export const PYTEST = join(dirname(PYTHON), process.platform === 'win32' ? 'pytest.exe' : 'pytest');

/** Words of pytest as a module. */
export const PYTEST_MODULE = [PYTHON, '-m', 'pytest'];
