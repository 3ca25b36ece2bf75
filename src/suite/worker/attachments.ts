/** Files that tests leave beside the report. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { slugOf } from '../slug.ts';

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_FILES = 100;

export class Attachments {
  private readonly root: string;
  private readonly folder: string;
  private readonly names = new Set<string>();

  constructor(root: string, id: string) {
    this.root = root;
    this.folder = slugOf(id);
  }

  /**
   * Absolute path, and the path relative to the root with forward slashes.
   * @throws RangeError when it is too much
   */
  keep(name: string, content: string | Uint8Array): { readonly path: string; readonly relative: string } {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    if (bytes.length > MOST_BYTES)
      throw new RangeError(`the attachment ${name} has ${bytes.length} bytes, more than ${MOST_BYTES}`);
    if (this.names.size >= MOST_FILES) throw new RangeError(`a test may attach ${MOST_FILES} files at most`);
    const file = this.chooseName(name);
    const folder = join(this.root, this.folder);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, file), bytes);
    return { path: join(folder, file), relative: `${this.folder}/${file}` };
  }

  /** A second one of the same name must not replace the first. */
  private chooseName(name: string): string {
    const plain =
      name
        .replaceAll(/[^\w.-]+/g, '-')
        .replace(/^[.-]+/, '')
        .slice(-80) || 'attachment';
    const isTaken = this.names.has(plain.toLowerCase());
    const file = isTaken ? `${this.names.size + 1}-${plain}` : plain;
    this.names.add(file.toLowerCase());
    return file;
  }
}
