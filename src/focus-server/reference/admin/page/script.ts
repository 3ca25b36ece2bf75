/**
 * What runs in the browser: asks for the state every second and shows it. Foreign text only ever becomes text nodes.
 */
import { SECTIONS } from './sections.ts';

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
