/** The first screen: a row for each process, the worst first, each with a sentence. */
import { html } from './htm-preact.js';
import { Graph, Mark } from './chart.js';
import { changed, go, rows, state, to, uptime } from './state.js';
import { bytes, kind, percent, rate, span, word } from './words.js';

export function Counts() {
  const all = [...state.processes.values()].map(kind);
  return html`<ul class="counts">${Object.entries({ bad: 'failing', busy: 'changing', good: 'up', off: 'off' }).map(([k, what]) => {
    const n = all.filter(x => x === k).length;
    return n > 0 && html`<li key=${k}><${Mark} kind=${k} /><b>${n}</b> ${what}</li>`;
  })}</ul>`;
}

export const State = ({ p }) => html`<span class="state ${kind(p)}"><${Mark} kind=${kind(p)} />${word(p)}</span>`;

/** What graphs show: title, key of samples, least upper edge, how it is said, value now. */
export const uses = p => [
  ['CPU', 'cpu', 10, percent, p.resources?.cpuPercent],
  ['Memory', 'memory', 1 << 25, bytes, p.resources?.memoryBytes],
  ...p.traffic ? [['Requests', 'rate', 1, rate, p.samples.at(-1).rate]] : [],
];

export function Table() {
  const all = rows();
  const columns = uses(all.find(p => p.traffic) || {});
  const hold = held => () => { state.held = held; changed(); };
  const head = (title, cls) => html`<th scope="col" class=${cls}>${title}</th>`;
  return html`<div class="table" onPointerEnter=${hold(true)} onPointerLeave=${hold(false)} onFocusIn=${hold(true)} onFocusOut=${hold(false)}>
    <table>
      <caption class="sr">Processes, the worst first</caption>
      <thead><tr>${head('State', 'c-state')}${head('Process')}${head('What is going on')}${head('Uptime', 'num')}
        ${head('Restarts', 'num c-restarts')}${head('PID', 'num c-pid')}${columns.map(([title, of]) => head(title, `num c-${of}`))}</tr></thead>
      <tbody>${all.map(p => html`<${Row} key=${p.id} p=${p} columns=${columns} />`)}</tbody>
    </table>
    ${!all.length && html`<p class="empty">${state.filter ? 'Nothing matches the filter.' : 'There are no processes.'}</p>`}
  </div>`;
}

const none = html`<span class="none">–</span>`;

function Row({ p, columns }) {
  const mine = uses(p);
  return html`<tr class=${`${kind(p) === 'bad' ? 'alarm' : ''} ${state.process === p.id ? 'open' : ''}`} onClick=${e => e.target.closest('a') || go({ process: p.id })}>
    <td class="c-state"><${State} p=${p} /></td>
    <th scope="row" class="c-name"><a ...${to({ process: p.id })} data-id=${p.id} aria-current=${state.process === p.id}>${p.name}</a>
      ${p.name !== p.id && html` <small>${p.id}</small>`}</th>
    <td class="c-what">${p.message}</td>
    <td class="num c-up">${p.isRunning ? span(uptime(p)) : none}</td>
    <td class="num c-restarts">${p.restartCount || none}</td>
    <td class="num c-pid">${p.pid ?? none}</td>
    ${columns.map(([title, of, top, say], i) => {
      const value = mine[i]?.[4];
      return html`<td class="num c-${of}" key=${of}>${value == null ? none
        : html`<${Graph} samples=${p.samples} of=${of} top=${top} label=${title} /><span>${say(value)}</span>`}</td>`;
    })}
  </tr>`;
}
