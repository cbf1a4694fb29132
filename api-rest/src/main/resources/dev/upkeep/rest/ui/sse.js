/** Server-sent events (HTML standard, 9.2.6) over fetch, because EventSource can't send a token. */

/** Takes text in any pieces; calls back with each {id, type, data}. */
export function parser(onEvent) {
  let rest = '', id = '', type = '', data = [];
  return text => {
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    for (const line of lines) {
      const [, name, value] = /^([^:]*):? ?(.*)$/s.exec(line);
      if (name === 'id') id = value;
      else if (name === 'event') type = value;
      else if (name === 'data') data.push(value);
      else if (line === '') {
        if (data.length) onEvent({ id, type: type || 'message', data: data.join('\n') });
        type = '';
        data = [];
      }
    }
  };
}

/**
 * Follows a stream until the signal says stop; when it breaks it is opened again, behind the last event.
 * open(lastId) → Response; onState('live' | 'lost', error) → false gives up.
 */
export async function follow({ open, onEvent, onState, signal }) {
  let lastId = '';
  for (let tries = 0; ; tries++) {
    let failure;
    try {
      const response = await open(lastId);
      onState('live');
      tries = 0;
      await read(response.body.getReader(), parser(e => { lastId = e.id; onEvent(e); }));
    } catch (e) {
      failure = e;
    }
    if (signal.aborted || onState('lost', failure) === false) return;
    await new Promise(wake => {
      setTimeout(wake, Math.min(15000, 1000 * 2 ** tries) * (0.5 + Math.random() / 2));
      signal.addEventListener('abort', wake);
    });
    if (signal.aborted) return;
  }
}

const SILENCE = 40000; // ms; heartbeats come more often

async function read(reader, push) {
  const decoder = new TextDecoder();
  for (;;) {
    const timer = setTimeout(() => reader.cancel(), SILENCE);
    const { done, value } = await reader.read().finally(() => clearTimeout(timer));
    if (done) return;
    push(decoder.decode(value, { stream: true }));
  }
}
