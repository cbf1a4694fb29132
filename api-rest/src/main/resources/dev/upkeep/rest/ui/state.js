/** All that the page knows. Whoever changes it calls changed(). */
import { PAST } from './chart.js';
import { kind, rank } from './words.js';

export const state = {
  connection: 'opening', // 'live', 'lost', 'login'
  processes: new Map(), // by id; with samples, checks and events of before
  routes: [],
  filter: '',
  process: null, // which is open; this and view are in the address
  view: null, // or 'routes'
  held: false, // rows don't move while pointer or focus is among them
  asking: null, // {id, action}: to be confirmed
  said: null, // what came of my last action
};

let draw = null;
let due = false;

export const onChange = f => { draw = f; };

export function changed() {
  if (due) return;
  due = true;
  requestAnimationFrame(() => { due = false; draw(); });
}

export function replaceAll(list) {
  const before = state.processes;
  state.processes = new Map(list.map(p => [p.id, before.get(p.id)]));
  list.forEach(upsert);
}

export function acted({ at, principal, action, processId }) {
  const p = state.processes.get(processId);
  if (p) keep(p.events, { at, kind: 'off', text: `${principal}: ${action}` }, 20);
  changed();
}

export function remove(id) {
  state.processes.delete(id);
  changed();
}

export function use(now) {
  const p = state.processes.get(now.id);
  if (p) sample(Object.assign(p, now));
  changed();
}

export function upsert(p) {
  const before = state.processes.get(p.id);
  const { samples, checks, events, traffic } = before || { samples: [], checks: [], events: past(p) };
  state.processes.set(p.id, Object.assign(p, { samples, checks, events, traffic, seenAt: performance.now() }));
  if (!before) sample(p);
  if (p.lastHealthCheck && p.lastHealthCheck !== before?.lastHealthCheck) {
    keep(checks, { at: p.lastHealthCheck, ok: !p.healthCheckFailures }, 60);
  }
  if (before && (before.state !== p.state || before.message !== p.message)) {
    keep(events, { at: before.state === p.state ? new Date().toISOString() : p.stateSince, kind: kind(p), text: p.message }, 20);
  }
  changed();
}

/** Of the time before we looked. */
function past(p) {
  const events = [{ at: p.stateSince, kind: kind(p), text: p.message }];
  if (p.lastExit?.at < p.stateSince) {
    events.unshift({ at: p.lastExit.at, kind: p.lastExit.expected ? 'off' : 'bad', text: ended(p.lastExit) });
  }
  return events;
}

export const ended = e => (e.signal ? `Ended by ${e.signal}` : `Exited${e.code == null ? '' : ` with code ${e.code}`}`);

function keep(list, entry, most) {
  list.push(entry);
  if (list.length > most) list.shift();
}

function sample(p) {
  const { samples } = p;
  const t = performance.now();
  const last = samples.at(-1);
  const total = p.traffic?.requests;
  const rate = total >= last?.total ? (total - last.total) / (t - last.t) * 1000 : null;
  samples.push({ t, total, rate, cpu: p.resources?.cpuPercent, memory: p.resources?.memoryBytes });
  while (samples[1]?.t < t - PAST) samples.shift();
}

export const uptime = p => p.uptime + performance.now() - p.seenAt;

let order = [];

/** The worst first, then by name; while held, as they stood. */
export function rows() {
  const all = [...state.processes.values()].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
  const place = p => order.indexOf(p.id) >>> 0;
  if (state.held) all.sort((a, b) => place(a) - place(b));
  order = all.map(p => p.id);
  const words = state.filter.toLowerCase().split(' ');
  return all.filter(p => words.every(w => `${p.id} ${p.name} ${p.state} ${p.message}`.toLowerCase().includes(w)));
}

/** Goes to a place of the page, such as {process: 'api'}. */
export function go(place, replace) {
  history[replace ? 'replaceState' : 'pushState'](null, '', `?${new URLSearchParams(place)}`);
  arrive();
}

export const to = place => ({
  href: `?${new URLSearchParams(place)}`,
  onClick: e => {
    if (e.metaKey || e.ctrlKey || e.shiftKey) return;
    e.preventDefault();
    go(place);
  },
});

export function arrive() {
  const query = new URLSearchParams(location.search);
  state.process = query.get('process');
  state.view = query.get('view');
  changed();
}

export const remembered = (key, otherwise) => JSON.parse(localStorage.getItem(`upkeep.${key}`)) ?? otherwise;
export const remember = (key, value) => localStorage.setItem(`upkeep.${key}`, JSON.stringify(value));
