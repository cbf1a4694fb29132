/** Questions to the server. The token is in sessionStorage: for this tab only, and never sent by the browser itself. */

const BASE = new URL('../api/', import.meta.url);
const KEY = 'upkeep.token';

export const hasToken = () => !!sessionStorage.getItem(KEY);
export const setToken = token => sessionStorage.setItem(KEY, token);

/** Takes the token out of the address, where others would see it. */
export function takeToken() {
  const [, token] = /^#token=([^&]+)/.exec(location.hash) || [];
  if (!token) return;
  setToken(token);
  history.replaceState(null, '', location.pathname + location.search);
}

/** ms that the server's clock is ahead of ours. */
export let skew = 0;

/** A good Response; else an Error in the server's words, with the status. */
export async function ask(path, { method, headers, signal } = {}) {
  const response = await fetch(new URL(path, BASE), {
    method, signal, cache: 'no-store', headers: { ...headers, Authorization: `Bearer ${sessionStorage.getItem(KEY)}` },
  });
  skew = Date.parse(response.headers.get('Date')) - Date.now() || skew;
  if (response.ok) return response;
  const { status } = response;
  const { detail, help } = await response.json().catch(() => ({}));
  throw Object.assign(new Error([detail || `HTTP ${status}`, help].filter(Boolean).join(' ')), { status });
}

export const json = (path, options) => ask(path, options).then(r => r.json());
