/** Builds dist/: `npm run build`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundle, ROOT } from './bundle.ts';

const files = await bundle(ROOT);
rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
for (const [name, content] of files) {
  const path = join(ROOT, 'dist', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  console.log(`dist/${name} ${Math.round(content.length / 1024)} KB`);
}
