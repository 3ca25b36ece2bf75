/** The part of the page's script that turns the state into sections. */
export const SECTIONS = `
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
