import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { deliverReport } from '../../../src/app/report/deliver.ts';
import { readReportConfig } from '../../../src/config/report-config.ts';
import type { Terminal } from '../../../src/edge/terminal.ts';
import { makeFolder } from '../../helpers/folder.ts';
import { buildReport } from '../../helpers/report-builder.ts';

/** A terminal that keeps what it is told. */
function openTerminal(cwd: string): { terminal: Terminal; printed: string[]; told: string[] } {
  const printed: string[] = [];
  const told: string[] = [];
  const terminal: Terminal = {
    cwd,
    columns: 80,
    colors: false,
    token: null,
    repository: null,
    tempDirectory: cwd,
    now: () => 0,
    print: (text) => {
      printed.push(text);
      return Promise.resolve(true);
    },
    tell: (text) => void told.push(text),
    aside: (task) => task(),
    progress: { isTTY: false, columns: 80, write: () => true },
  };
  return { terminal, printed, told };
}

it('shows the summary also when the directory cannot be written any more, and says so in one line', async () => {
  const cwd = makeFolder({});
  const config = readReportConfig(['in', '--output-dir', 'out']);
  // It was free when the reading began.
  writeFileSync(join(cwd, 'out'), 'a file where the folder should be');
  const { terminal, printed, told } = openTerminal(cwd);
  expect(await deliverReport(buildReport(), config, terminal)).toMatchObject({ isUnwritten: true });
  expect(printed.join('')).toContain('✅ The only test is stable');
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(
    /^focus-stability: out: report\.md, report\.html and report\.json could not be written: /,
  );
  expect(readdirSync(cwd)).toEqual(['out']);
});
