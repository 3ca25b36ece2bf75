/** Compares dist/ with a fresh build, byte by byte: `npm run dist:check`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, ROOT } from './bundle.ts';

const dist = join(ROOT, 'dist');
const expected = await bundle(ROOT);
const present = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(dist.length + 1)
      .replaceAll('\\', '/'),
  );
const differing = [...expected].filter(
  ([name, content]) => !present.includes(name) || !readFileSync(join(dist, name)).equals(content),
);
const stray = present.filter((name) => !expected.has(name));
for (const [name] of differing) console.error(`dist/${name} differs from a fresh build`);
for (const name of stray) console.error(`dist/${name} is not made by the build`);
if (differing.length + stray.length > 0) {
  console.error('Run `npm run build` and commit dist/.');
  process.exitCode = 1;
} else {
  console.log(`dist/ is up to date: ${present.length} files`);
}
