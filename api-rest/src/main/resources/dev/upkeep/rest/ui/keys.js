/** Keys do nothing with a modifier, or while one types. */
import { html, useEffect, useRef } from './htm-preact.js';
import { order } from './process.js';
import { changed, go, state } from './state.js';

const $ = selector => document.querySelector(selector);
const links = () => [...document.querySelectorAll('[data-id]')];
const near = () => document.activeElement?.dataset.id || state.process;

function move(by) {
  const all = links();
  const at = all.findIndex(a => a.dataset.id === near());
  const next = all[Math.max(0, Math.min(all.length - 1, at + by))];
  next?.focus();
  if (next && state.process) go({ process: next.dataset.id }, true);
}

const log = command => $('.log')?.dispatchEvent(new CustomEvent('upkeep', { detail: command }));
const inLog = () => document.activeElement === $('.log');

const KEYS = {
  j: ['next process', () => move(1)],
  k: ['previous process', () => move(-1)],
  g: ['first process, or line', () => (inLog() ? log('begin') : move(-1e9))],
  G: ['last process, or line', () => (inLog() ? log('end') : move(1e9))],
  Enter: ['open the process'],
  Escape: ['back', back],
  '/': ['filter', () => $('[type=search]').focus()],
  m: ['map of routes', () => go(state.view ? {} : { view: 'routes' })],
  s: ['start', () => order(near(), 'start')],
  r: ['restart; again to confirm', () => order(near(), 'restart')],
  x: ['stop; again to confirm', () => order(near(), 'stop')],
  f: ['follow the log, or pause', () => log('follow')],
  F: ['find in the log', () => $('.find')?.focus()],
  n: ['next found', () => log('next')],
  N: ['previous found', () => log('previous')],
  '?': ['these keys', () => { state.help = true; changed(); }],
};

function back() {
  const id = state.process;
  if (state.asking) {
    state.asking = state.said = null;
    changed();
  } else if (id || state.view) {
    go({});
    setTimeout(() => links().find(a => a.dataset.id === id)?.focus(), 50);
  }
}

document.addEventListener('keydown', e => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || state.help || !KEYS[e.key]?.[1]) return;
  if (e.target.closest('input, select')) {
    if (e.key === 'Escape') e.target.blur();
  } else if (state.connection !== 'login') {
    e.preventDefault();
    KEYS[e.key][1]();
  }
});

export function Help() {
  const ref = useRef();
  useEffect(() => ref.current.showModal(), []);
  const close = () => { state.help = false; changed(); };
  return html`<dialog ref=${ref} onClose=${close} aria-labelledby="keys">
    <h2 id="keys">Keys</h2>
    <dl>${Object.entries(KEYS).map(([key, [what]]) => html`<div key=${key}><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl>
    <button onClick=${close}>Close</button>
  </dialog>`;
}
