/**
 * What runs in the browser: asks for the state every second and shows it. Foreign text only ever becomes text nodes.
 */

/** The part of the page's script that turns the state into sections. */
const SECTIONS = `
const FAULT_PRESETS = {
  'latency 500 ms': { kind: 'latency', ms: 500, jitterMs: 100 },
  'bandwidth 10 kB/s': { kind: 'bandwidth', bytesPerSecond: 10000 },
  'loss 10 %': { kind: 'loss', share: 0.1, stallMs: 1000, resetShare: 0.1 },
  'half-open': { kind: 'half-open' },
  'partition': { kind: 'partition' },
  'slow close 2 s': { kind: 'slow-close', ms: 2000 },
  'down': { kind: 'down' },
};
byId('kind').replaceChildren(...Object.keys(FAULT_PRESETS).map((name) => make('option', {}, name)));
function showState(state) {
  const { server, counters } = state;
  byId('status').className = '';
  byId('status').textContent = state.jobs.length + ' of ' + state.windows.max + ' windows, ' +
    counters.requests + ' requests, up ' + age(server.nowMs - server.startedMs);
  showServer(state);
  showJobs(state);
  fill('faults', state.faults.map((fault) => make('li', { class: 'row' },
    make('span', {}, make('b', {}, fault.target), ' ', make('code', {}, fault.text)),
    button('undo ' + fault.id, 'Undo', () => send('DELETE', FAULTS + '/' + encodeURIComponent(fault.id))))),
    'No fault is in force.');
  fill('defects', state.defects.map((defect) => make('li', {}, make('code', {}, defect.name), ' ', defect.title)),
    'The server keeps its contract.');
  fill('requests', table([['UTC', ''], ['Request', 'wide'], ['Status', ''], ['Took', 'number']],
    state.requests.slice(0, 100).map((request) => [clock(request.arrivedMs), request.method + ' ' + shorten(request.path),
      make('span', { class: tone(request.status) }, String(request.status)), Math.round(request.durationMs) + ' ms'])),
    'No request so far.');
}
function showServer({ server, fiber, queues }) {
  const fact = (name, value) => [make('dt', {}, name), make('dd', {}, value)];
  const fiberText = fiber.waiting ? make('span', { class: 'warn' }, 'waiting for fiber') : make('span', { class: 'good' }, 'connected');
  byId('server').replaceChildren(
    ...fact('HTTP', make('code', {}, server.url)),
    ...fact('Behind faults', make('code', {}, server.proxyUrl)),
    ...fact('Catalogue', make('code', {}, server.mongoUri)),
    ...fact('Kubernetes', make('code', {}, server.kubernetesUrl)),
    ...fact('Profile', server.profile), ...fact('Queues', String(queues.length)), ...fact('Fiber', fiberText));
  const toggle = byId('fiber');
  toggle.textContent = fiber.waiting ? 'Connect the fiber' : 'Disconnect the fiber';
  toggle.onclick = () => send('POST', FIBER, { waiting: !fiber.waiting }).then(refresh);
}
function showJobs({ jobs, windows, server }) {
  const used = new Set(windows.used);
  byId('windows').replaceChildren(...Array.from({ length: Math.min(windows.max, 200) }, (_, index) =>
    make('i', { class: used.has(index + 1) ? 'used' : '', title: 'window ' + (index + 1) })));
  fill('jobs', table([['Job', ''], ['Plays', ''], ['State', ''], ['Channels', 'extra'], ['Port', 'extra'], ['Age', 'number'], ['', 'number']],
    jobs.map((job) => [job.id, job.live ? 'live' : 'historic', job.state, job.channels.min + '-' + job.channels.max,
      job.streamPort, age(server.nowMs - job.createdMs),
      button('end ' + job.id, 'End', () => send('DELETE', '/_admin/jobs/' + encodeURIComponent(job.id)))])),
    'No job. POST /configure makes one.');
}
function showRecordings({ recordings }) {
  fill('recordings', table([['Start (UTC)', ''], ['End', ''], ['', '']], recordings.map((recording) =>
    [time(recording.startMs), time(recording.endMs), recording.deleted ? 'deleted' : ''])), 'The catalogue is empty.');
}
`;

export const SCRIPT = `
'use strict';
const STATE = '/_admin/state', RECORDINGS = '/_admin/recordings', FAULTS = '/_admin/faults', FIBER = '/_admin/fiber';
const byId = (id) => document.getElementById(id);
function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}
function button(key, text, act) {
  const node = make('button', { type: 'button', 'data-key': key }, text);
  node.addEventListener('click', async () => { node.disabled = true; await act(); await refresh(); });
  return node;
}
async function ask(path, options) {
  const answer = await fetch(path, options);
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error || 'the server answered ' + answer.status);
  return body;
}
function send(method, path, body) {
  const options = body === undefined ? { method } :
    { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return ask(path, options).then(() => say(''), (error) => say(error.message));
}
function say(text) { byId('said').textContent = text; }
function fill(id, nodes, none) {
  const key = document.activeElement && document.activeElement.getAttribute('data-key');
  byId(id).replaceChildren(...(nodes.length === 0 ? [make('p', { class: 'none' }, none)] : nodes));
  const again = key && [...document.querySelectorAll('[data-key]')].find((node) => node.dataset.key === key);
  if (again && document.activeElement !== again) again.focus();
}
function table(columns, rows) {
  if (rows.length === 0) return [];
  const head = make('tr', {}, ...columns.map(([name, kind]) => make('th', { class: kind, scope: 'col' }, name)));
  const body = rows.map((cells) => make('tr', {}, ...cells.map((cell, index) =>
    make('td', { class: columns[index][1] }, cell instanceof Node ? cell : String(cell)))));
  return [make('table', {}, make('thead', {}, head), make('tbody', {}, ...body))];
}
function age(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return seconds + ' s';
  return seconds < 3600 ? Math.floor(seconds / 60) + ' min ' + (seconds % 60) + ' s' : (seconds / 3600).toFixed(1) + ' h';
}
function time(ms) { return ms === null ? 'still recording' : new Date(ms).toISOString().replace('T', ' ').slice(0, 19); }
function clock(ms) { return new Date(ms).toISOString().slice(11, 19); }
function shorten(text) { return text.length > 60 ? text.slice(0, 59) + '…' : text; }
function tone(status) { return status < 400 ? 'good' : status < 500 ? 'warn' : 'bad'; }
${SECTIONS}
let asked = 0;
async function refresh() {
  try {
    showState(await ask(STATE));
    if (asked++ % 10 === 0) await ask(RECORDINGS).then(showRecordings, (error) => fill('recordings', [], error.message));
  } catch (error) {
    byId('status').textContent = 'No answer from the server: ' + error.message;
    byId('status').className = 'lost';
  }
}
byId('inject').addEventListener('submit', async (event) => {
  event.preventDefault();
  await send('POST', FAULTS, { target: byId('target').value, fault: FAULT_PRESETS[byId('kind').value] });
  await refresh();
});
async function run() {
  await refresh();
  setTimeout(run, 1000);
}
run();
`;
