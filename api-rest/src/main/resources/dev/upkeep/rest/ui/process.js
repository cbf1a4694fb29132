/** One process: how it is, what can be done, how it was. */
import { html } from './htm-preact.js';
import { json, skew } from './api.js';
import { Graph, Mark, Strip } from './chart.js';
import { Log } from './log.js';
import { changed, ended, state, to, uptime } from './state.js';
import { State, uses } from './table.js';
import { clock, kind, span } from './words.js';

export function Process() {
  const p = state.processes.get(state.process);
  if (!p) return html`<p class="empty">There is no process “${state.process}”.</p>`;
  return html`<section class="process" aria-labelledby="title">
    <header>
      <a class="back" ...${to({})} aria-label="Back to all">←</a>
      <div class="title"><h2 id="title">${p.name}</h2><${State} p=${p} />${p.name !== p.id && html`<code>${p.id}</code>`}</div>
      <div class="actions">${p.actions.map(a => html`<${Action} key=${a} p=${p} action=${a} />`)}</div>
      ${p.description && html`<p class="about">${p.description}</p>`}
    </header>
    <p class="sentence ${kind(p)}">${p.message}${p.nextRestartAt && html` <span class="none">· in ${span(Date.parse(p.nextRestartAt) - Date.now() - skew)}</span>`}</p>
    <div class="charts">${uses(p).map(use => html`<${Chart} key=${use[1]} p=${p} use=${use} />`)}</div>
    <div class="facts"><${Facts} p=${p} /><${Timeline} p=${p} /></div>
    <${Log} key=${p.id} id=${p.id} />
  </section>`;
}

const isAsked = (id, action) => state.asking?.id === id && state.asking.action === action;

function Action({ p, action }) {
  const sure = isAsked(p.id, action);
  return html`<button class=${sure ? 'sure' : ''} onClick=${() => order(p.id, action)}>
    ${sure ? `Really ${action}?` : action}</button>`;
}

/** Starts at once; what interrupts must be said twice within 4 s. */
export function order(id, action) {
  const p = state.processes.get(id);
  if (!p?.actions.includes(action)) return;
  const sure = action === 'start' || isAsked(id, action);
  clearTimeout(state.asking?.timer);
  state.asking = sure ? null : { id, action, timer: setTimeout(() => { state.asking = null; changed(); }, 4000) };
  if (sure) json(`processes/${id}/${action}`, { method: 'POST' }).then(r => say(r.message), e => say(e.message, 15000));
  else say(`Really ${action} ${p.name}? Once more to confirm.`);
}

let hush;
export function say(text, ms = 5000) {
  clearTimeout(hush);
  state.said = text;
  hush = setTimeout(() => say(''), ms);
  changed();
}

function Chart({ p, use: [title, of, top, how, value] }) {
  const seen = p.samples.map(s => s[of]).filter(v => v != null);
  const most = seen.length ? `up to ${how(Math.max(...seen))}` : '';
  return html`<figure class=${of}>
    <figcaption>${title} <b>${value == null ? '–' : how(value)}</b><small>${most}</small></figcaption>
    <${Graph} samples=${p.samples} of=${of} top=${top} label="${title} ${most}" />
  </figure>`;
}

const time = iso => html`<time datetime=${iso}>${clock(iso)}</time>`;

function Facts({ p }) {
  const { lastExit: exit, resources: r } = p;
  const facts = {
    PID: p.pid,
    Uptime: p.isRunning && span(uptime(p)),
    Restarts: p.restartCount,
    Attempts: p.attempt > 0 && p.attempt + (p.maxAttempts < 0 ? '' : ` of ${p.maxAttempts}`),
    'Last exit': exit && html`${ended(exit)} <small>after ${span(exit.ranMs)}</small>`,
    'Next run': p.nextRunAt && time(p.nextRunAt),
    Health: p.health !== 'unknown' && p.health,
    Checks: p.lastHealthCheck && html`<${Strip} checks=${p.checks} />`,
    'CPU time': r && span(r.cpuTimeMs),
    Threads: r?.threads,
    Children: r?.children,
    Requests: p.traffic?.requests,
    Failed: p.traffic?.failed,
  };
  return html`<dl>${Object.entries(facts).map(([k, v]) => (v || v === 0) && html`<div key=${k}><dt>${k}</dt><dd>${v}</dd></div>`)}</dl>`;
}

function Timeline({ p }) {
  return html`<ol aria-label="What happened, the newest first" tabindex="0">${[...p.events].reverse().map(e => html`
    <li key=${e.at + e.text}><${Mark} kind=${e.kind} />${time(e.at)}<span>${e.text}</span></li>`)}</ol>`;
}
