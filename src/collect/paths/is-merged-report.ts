/** A report that this tool wrote lies where people search for evidence, and is none. */
import { closeSync, openSync, readSync } from 'node:fs';
import { MERGED_REPORT_ROOT } from '../../model/report-file.ts';

const DECLARATION = /^\s*<\?xml[^>]*\?>\s*/;
const ENOUGH_BYTES = 256;

/** False for what cannot be read: whoever reads it will say why. */
export function isMergedReport(path: string): boolean {
  const beginning = readBeginning(path).replace(DECLARATION, '');
  return beginning.startsWith(MERGED_REPORT_ROOT);
}

function readBeginning(path: string): string {
  try {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(ENOUGH_BYTES);
      return bytes.toString('latin1', 0, readSync(file, bytes));
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}
