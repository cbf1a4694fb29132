const UNITS = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]];

/** 93784000 → "1 d 2 h". */
export function span(ms) {
  const s = Math.max(0, ms / 1000);
  if (s < 1) return `${s.toFixed(1)} s`;
  const i = UNITS.findIndex(([, size]) => s >= size);
  const [unit, size] = UNITS[i];
  const [small, part] = UNITS[i + 1] || [];
  const rest = Math.floor(s % size / part);
  return `${Math.floor(s / size)} ${unit}${rest ? ` ${rest} ${small}` : ''}`;
}

/** 83886080 → "80 MiB". */
export function bytes(n) {
  const i = Math.max(0, Math.min(4, Math.floor(Math.log2(n * 1.024) / 10)));
  return `${short(n / 2 ** (10 * i))} ${['B', 'KiB', 'MiB', 'GiB', 'TiB'][i]}`;
}

export const percent = n => `${short(n)} %`;
export const rate = n => `${short(n)}/s`;
const short = n => n.toLocaleString('en', { maximumSignificantDigits: n < 10 ? 2 : 3 });

export const clock = (iso, utc) => new Date(iso).toLocaleTimeString('en-GB', utc ? { timeZone: 'UTC' } : {});

/** The word for a state: the server's own, but for a process that runs and can't serve. */
export const word = p => (p.state !== 'running' || p.ready ? p.state : p.health === 'unhealthy' ? 'unhealthy' : 'not ready');

const KINDS = {
  bad: ['failed', 'backoff', 'unhealthy'], busy: ['not ready', 'starting', 'stopping'], good: ['running'], off: ['exited', 'stopped', 'disabled'],
};
const WORDS = Object.values(KINDS).flat();

/** What a state amounts to. */
export const kind = p => Object.keys(KINDS).find(k => KINDS[k].includes(word(p))) || 'busy';

export const rank = p => WORDS.indexOf(word(p));
