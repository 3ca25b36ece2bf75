/** Every suite that comes with the program. A new one is a folder and a line here. */
import type { Suite } from '../../suite/api/index.ts';

export const BUNDLED: ReadonlyMap<string, () => Promise<Suite>> = new Map([
  ['focus-server.smoke', async () => (await import('./smoke/index.ts')).default],
  ['focus-server.nfft', async () => (await import('./nfft/index.ts')).default],
  ['focus-server.config', async () => (await import('./config/index.ts')).default],
  ['focus-server.refusals', async () => (await import('./refusals/index.ts')).default],
  ['focus-server.live', async () => (await import('./live/index.ts')).default],
  ['focus-server.historic', async () => (await import('./historic/index.ts')).default],
  ['focus-server.parallel', async () => (await import('./parallel/index.ts')).default],
  ['focus-server.load', async () => (await import('./load/index.ts')).default],
  ['focus-server.partition', async () => (await import('./partition/index.ts')).default],
  ['focus-server.performance', async () => (await import('./performance/index.ts')).default],
]);
