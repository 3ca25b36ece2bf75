/** The status page: one file without anything from elsewhere, filled by its script from `/_admin/state`. */
import { createHash } from 'node:crypto';
import type { Answer } from '../../http/answer.ts';
import { SCRIPT } from './script.ts';

/** The look of the status page: one column when narrow, light and dark as the system is. */
const STYLE = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1c2430, #e6eaf0); --soft: light-dark(#5b6675, #9aa6b5);
  --ground: light-dark(#f5f7f9, #12171e); --card: light-dark(#ffffff, #1a212b);
  --line: light-dark(#d9dfe6, #2d3744); --accent: light-dark(#0b63b5, #6db3f2);
  --bad: light-dark(#b3261e, #ff8a80); --good: light-dark(#1b6e3c, #7bd49a); --warn: light-dark(#8a5300, #f0b45b);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
main, header { max-width: 1360px; margin: 0 auto; padding: 0 16px; }
header { padding-top: 20px; display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline; }
h1 { font-size: 20px; margin: 0; } h2 { font-size: 15px; margin: 0 0 8px; }
#status { color: var(--soft); margin: 0; } #status.lost { color: var(--bad); font-weight: 600; }
main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; padding-block: 16px 32px; }
@media (min-width: 1000px) { main { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); align-items: start; } }
main > div { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 14px 16px; }
.scroll { overflow-x: auto; max-height: 420px; overflow-y: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 4px 12px 4px 0; border-top: 1px solid var(--line); white-space: nowrap; }
th { color: var(--soft); font-weight: 500; border: 0; position: sticky; top: 0; background: var(--card); }
td.wide { white-space: normal; overflow-wrap: anywhere; min-width: 9em; }
td:last-child, th:last-child { padding-right: 0; }
.number { text-align: right; }
@media (max-width: 520px) { .extra { display: none; } td, th { padding-right: 8px; } td.wide { min-width: 7em; } }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 2px 14px; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.none { color: var(--soft); margin: 0; } .bad { color: var(--bad); } .good { color: var(--good); } .warn { color: var(--warn); }
ul { list-style: none; margin: 0; padding: 0; } li { padding: 5px 0; border-top: 1px solid var(--line); }
li:first-child { border: 0; } li.row { display: flex; gap: 12px; justify-content: space-between; align-items: center; }
button, select { font: inherit; color: var(--ink); background: var(--ground); border: 1px solid var(--line); border-radius: 6px; padding: 4px 10px; min-height: 32px; }
button { cursor: pointer; } button:hover { border-color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
form { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 10px; }
code { font: 13px/1.4 ui-monospace, monospace; }
.slots { display: flex; flex-wrap: wrap; gap: 3px; margin: 0 0 10px; }
.slots i { width: 12px; height: 12px; border-radius: 3px; border: 1px solid var(--line); }
.slots i.used { background: var(--accent); border-color: var(--accent); }
`;

const BODY = `
<header><h1>Reference Focus Server</h1><p id="status" role="status">Asking the server...</p></header>
<main>
<div>
<section><h2>Jobs</h2><div id="windows" class="slots" aria-hidden="true"></div><div id="jobs" class="scroll" tabindex="0"></div></section>
<section><h2>Recent requests</h2><div id="requests" class="scroll" tabindex="0"></div></section>
</div>
<div>
<section><h2>Server</h2><dl id="server"></dl><form><button type="button" id="fiber">Disconnect the fiber</button></form></section>
<section><h2>Faults in force</h2><ul id="faults"></ul>
<form id="inject"><select id="target" aria-label="Where"><option value="catalogue">catalogue</option><option value="server">server</option></select>
<select id="kind" aria-label="Which fault"></select><button type="submit">Inject</button></form>
<p id="said" class="bad" role="alert"></p></section>
<section><h2>Defects in force</h2><ul id="defects"></ul></section>
<section><h2>Recordings, newest first</h2><div id="recordings" class="scroll" tabindex="0"></div></section>
</div>
</main>`;

const DOCUMENT = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Reference Focus Server</title><link rel="icon" href="data:,"><style>${STYLE}</style></head>
<body>${BODY}<script>${SCRIPT}</script></body></html>
`;

/** Only this script and this style run, and only this server is asked. */
const POLICY = [
  "default-src 'none'",
  `script-src '${digest(SCRIPT)}'`,
  `style-src '${digest(STYLE)}'`,
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const STATUS_PAGE: Answer = {
  status: 200,
  body: DOCUMENT,
  contentType: 'text/html; charset=utf-8',
  headers: { 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff' },
};

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
