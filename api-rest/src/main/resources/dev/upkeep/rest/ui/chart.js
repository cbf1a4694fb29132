/** Small pictures, beside the words that say the same. */
import { html } from './htm-preact.js';

export const PAST = 5 * 60 * 1000; // ms that graphs show at most
const LEAST = 60 * 1000;

/** Samples are [{t, [of]: number | null}] in order; the right edge is now. */
export function Graph({ samples, of, top, label }) {
  const seen = samples.filter(s => s[of] != null);
  const now = performance.now();
  const width = Math.max(LEAST, now - seen[0]?.t);
  const max = Math.max(top, ...seen.map(s => s[of]));
  const x = s => (300 - (now - s.t) / width * 300).toFixed(1);
  const line = seen.map(s => `${x(s)} ${(39 - s[of] / max * 36).toFixed(1)}`).join('L');
  return html`<svg class="graph" viewBox="0 0 300 40" preserveAspectRatio="none" role="img" aria-label=${label}>
    ${seen.length > 1 && html`<path class="area" d="M${x(seen[0])} 40L${line}V40Z" /><path class="curve" d="M${line}" />`}</svg>`;
}

const ring = html`<circle cx="6" cy="6" r="4" class="ring" />`;
const SHAPES = {
  good: html`<circle cx="6" cy="6" r="4.5" />`,
  bad: html`<path d="M2.5 2.5l7 7m0-7l-7 7" />`,
  busy: html`${ring}<path d="M6 2a4 4 0 0 1 0 8z" />`,
  off: ring,
};

/** Told apart by shape first, by colour second. */
export const Mark = ({ kind }) => html`<svg class="mark ${kind}" viewBox="0 0 12 12" aria-hidden="true">${SHAPES[kind]}</svg>`;

/** Health checks, oldest first: [{at, ok}]. */
export function Strip({ checks }) {
  const label = `The last ${checks.length} checks: ${checks.filter(c => !c.ok).length} failed`;
  return html`<span class="strip" role="img" aria-label=${label}>${checks.map(c => html`<i class=${c.ok ? '' : 'no'} key=${c.at} />`)}</span>`;
}
