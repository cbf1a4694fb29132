/** Where the page begins. */
import { html, render } from './htm-preact.js';
import { hasToken, setToken, takeToken } from './api.js';
import { Help } from './keys.js';
import { connect } from './live.js';
import { Process } from './process.js';
import { Routes } from './routes.js';
import { arrive, changed, onChange, remember, remembered, state, to } from './state.js';
import { Counts, Table } from './table.js';
import { kind } from './words.js';

function App() {
  if (state.connection === 'login') return html`<${Login} />`;
  return html`<${Header} />
    ${state.connection === 'lost' && html`<p class="banner" role="alert">Connection lost: what you see may be old. Trying again…</p>`}
    <main class=${state.view || state.process && 'split'}>
      ${state.view ? html`<${Routes} />` : html`<${Table} />${state.process && html`<${Process} />`}`}
    </main>
    <p class="said" role="status">${state.said}</p>
    ${state.help && html`<${Help} />`}`;
}

const tab = (place, text) => html`<a ...${to(place)} aria-current=${state.view === (place.view || null) ? 'page' : null}>${text}</a>`;

function Header() {
  return html`<header class="top">
    <h1><img src="icon.svg" alt="" width="20" />Upkeep</h1>
    <nav aria-label="Views">${tab({}, 'Processes')}${tab({ view: 'routes' }, 'Routes')}</nav>
    <${Counts} />
    <input type="search" placeholder="Filter" aria-label="Filter" value=${state.filter} onInput=${e => { state.filter = e.target.value; changed(); }} />
    <button onClick=${nextTheme} aria-label="Theme: ${theme()}">${THEMES[theme()]}</button>
    <button onClick=${() => { state.help = true; changed(); }} aria-label="Keys">?</button>
  </header>`;
}

const THEMES = { auto: '◐', light: '☼', dark: '☾' };
const theme = () => remembered('theme', 'auto');

function nextTheme() {
  const all = Object.keys(THEMES);
  remember('theme', all[(all.indexOf(theme()) + 1) % 3]);
  dress();
}

function dress() {
  document.documentElement.dataset.theme = theme();
  changed();
}

function Login() {
  const enter = e => {
    e.preventDefault();
    setToken(e.target.elements.token.value.trim());
    begin();
  };
  return html`<main class="login"><form onSubmit=${enter}>
    <h1><img src="icon.svg" alt="" width="28" />Upkeep</h1>
    <label for="token">Token</label>
    <input id="token" type="password" autocomplete="off" required aria-describedby="hint" />
    ${state.why && html`<p class="bad" role="alert">${state.why}</p>`}
    <button class="main">Enter</button>
    <p id="hint">Upkeep says at its start which file holds it. It is kept for this tab only.</p>
  </form></main>`;
}

function begin() {
  takeToken();
  state.connection = hasToken() ? 'opening' : 'login';
  if (hasToken()) connect();
  changed();
}

onChange(() => {
  const bad = [...state.processes.values()].filter(p => kind(p) === 'bad').length;
  document.title = `${bad ? `(${bad}) ` : ''}${state.processes.get(state.process)?.name || 'Upkeep'}`;
  render(html`<${App} />`, document.body);
});
addEventListener('popstate', arrive);
addEventListener('hashchange', begin);
setInterval(changed, 1000);
document.body.replaceChildren();
dress();
arrive();
begin();
