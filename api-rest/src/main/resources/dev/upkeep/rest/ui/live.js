/** Keeps what the page knows up to date, by one stream for the tab, as long as somebody looks. */
import { ask, json } from './api.js';
import { follow } from './sse.js';
import { acted, changed, remove, replaceAll, state, upsert, use } from './state.js';

const ON = {
  snapshot: data => {
    replaceAll(data.processes);
    routes();
  },
  process: upsert,
  'process-removed': ({ id }) => {
    remove(id);
    if (tail?.id === id) tail.last = 0;
  },
  resources: data => data.processes.forEach(use),
  config: routes,
  action: acted,
  log: hear,
};

let stop = null;
let tail = null; // whose lines come by the stream: {id, last, onLines}

export function connect() {
  stop?.abort();
  if (document.hidden) return; // nobody looks
  stop = new AbortController();
  const { signal } = stop;
  const path = `events?types=process,config,resources,action${tail ? `&logs=${tail.id}` : ''}`;
  follow({
    signal,
    open: lastId => ask(path, { signal, headers: lastId ? { 'Last-Event-ID': lastId } : {} }),
    onEvent: ({ type, data }) => ON[type]?.(JSON.parse(data)),
    onState: (now, error) => {
      const wrong = error?.status === 401;
      state.connection = wrong ? 'login' : now;
      state.why = error?.message;
      changed();
      return !wrong;
    },
  });
}

async function routes() {
  state.routes = (await json('routes')).routes;
  changed();
}

document.addEventListener('visibilitychange', () => state.connection !== 'login' && connect());

/** Who leafs through processes does not open a stream for each. */
let due = 0;
function soon() {
  clearTimeout(due);
  due = setTimeout(connect, 400);
}

/** Calls back with the last lines that a process printed, and then with what comes. */
export async function listen(id, lines, signal, onLines) {
  const { logs } = await json(`processes/${id}/logs?lines=${lines}`, { signal });
  const mine = tail = { id, onLines, last: 0 };
  hear({ processId: id, logs });
  soon();
  signal.addEventListener('abort', () => {
    if (tail === mine) tail = null;
    soon();
  });
}

/** Lines may come twice when the stream is opened anew; what is missing is said. */
function hear({ processId, logs }) {
  if (processId !== tail?.id) return;
  const fresh = logs.filter(l => l.event || l.seq > tail.last);
  const missing = tail.last && fresh[0]?.seq - tail.last - 1;
  if (missing > 0) fresh.unshift({ message: `${missing} lines are missing` });
  tail.last = Math.max(tail.last, ...fresh.map(l => l.seq || 0));
  tail.onLines(fresh);
}
