/** The map: what is asked for, which process answers, and what runs for it. */
import { html } from './htm-preact.js';
import { Mark } from './chart.js';
import { state, to } from './state.js';
import { State } from './table.js';
import { kind } from './words.js';

const ROW = 32; // px, as in app.css

export function Routes() {
  const groups = new Map();
  for (const r of state.routes) {
    const key = r.process || r.target;
    groups.set(key, [...groups.get(key) || [], r]);
  }
  return html`<section aria-labelledby="map">
    <h2 id="map" class="sr">Routes</h2>
    ${[...groups.values()].map(routes => html`<${Group} key=${routes[0].process} routes=${routes} />`)}
    ${!groups.size && html`<p class="empty">There are no routes.</p>`}
  </section>`;
}

function Group({ routes }) {
  const p = state.processes.get(routes[0].process);
  const runs = !p ? [] : p.instances?.length ? p.instances : p.pid ? [p] : [];
  return html`<div class="group ${p ? kind(p) : ''}">
    <ul>${routes.map(r => html`<li key=${r.domain + r.path}><span>${r.ssl && html`<abbr title="over HTTPS">https</abbr> `}${r.domain || '*'}<b>${r.path}</b></span></li>`)}</ul>
    <${Lines} from=${routes.length} to=${1} />
    ${p ? html`<a class="node" ...${to({ process: p.id })}><b>${p.name}</b><${State} p=${p} /></a>`
      : html`<span class="node"><b>${routes[0].target}</b></span>`}
    <${Lines} from=${1} to=${runs.length} />
    <ul>${runs.map(i => html`<li key=${i.pid}><${Mark} kind=${kind(i)} />pid ${i.pid}${i.port && ` · port ${i.port}`}</li>`)}</ul>
  </div>`;
}

/** Curves between two centred columns, of which one has a single entry. */
function Lines({ from, to: until }) {
  const most = Math.max(from, until);
  const y = (n, i) => ROW * (n === 1 ? most / 2 : i + 0.5);
  return html`<svg class="lines" viewBox="0 0 100 ${most * ROW}" height=${most * ROW} preserveAspectRatio="none" aria-hidden="true">
    ${from * until > 0 && [...Array(most).keys()].map(i => html`<path key=${i} d="M0 ${y(from, i)}C50 ${y(from, i)} 50 ${y(until, i)} 100 ${y(until, i)}" />`)}</svg>`;
}
