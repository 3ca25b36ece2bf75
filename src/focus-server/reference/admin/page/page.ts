/** The status page: one file without anything from elsewhere, filled by its script from `/_admin/state`. */
import { createHash } from 'node:crypto';
import type { Answer } from '../../http/answer.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

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
