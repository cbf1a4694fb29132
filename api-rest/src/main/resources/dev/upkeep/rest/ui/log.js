/** What a process prints, by hand: Preact would compare thousands of lines to add a few. The reader leads: scrolling up pauses. */
import { html, useEffect, useRef, useState } from './htm-preact.js';
import { ask } from './api.js';
import { runs } from './ansi.js';
import { listen } from './live.js';
import { remember, remembered } from './state.js';
import { clock } from './words.js';

const PATIENCE = 20000; // lines that are kept for a reader of older ones
const found = new Highlight();
const here = new Highlight();
CSS.highlights.set('found', found);
CSS.highlights.set('here', here);

const CHOICES = {
  stream: ['Streams', { '': 'Both streams', stdout: 'stdout', stderr: 'stderr' }],
  times: ['Times', { off: 'No times', local: 'Local time', utc: 'UTC' }],
  lines: ['Lines', { 100: '100 lines', 1000: '1 000 lines', 5000: '5 000 lines' }],
};

export function Log({ id }) {
  const ref = useRef();
  const pane = useRef({ hits: [] });
  const redraw = useState(0)[1];
  const [wish, setWish] = useState(remembered('log', { stream: '', times: 'local', lines: 1000, wrap: true }));
  const { following, missed, query, hits, at } = pane.current;
  const choose = change => {
    setWish({ ...wish, ...change });
    remember('log', { ...wish, ...change });
  };
  useEffect(() => {
    pane.current = new Pane(ref.current, id, wish, () => redraw(Math.random()));
    return () => pane.current.close();
  }, [id, wish.lines]);
  useEffect(() => pane.current.dress(wish), [wish]);
  return html`<section class="logs" aria-label="Log">
    <div class="bar">
      <h3>Log</h3>
      <button class=${`follow ${following ? 'on' : ''}`} aria-pressed=${following} onClick=${() => pane.current.follow(!following)}>
        ${following ? 'Following' : missed ? `Paused · ${missed} new` : 'Paused'}</button>
      <span class="hits" role="status">${query && (hits.length ? `${at + 1} of ${hits.length}` : 'not found')}</span>
      <input class="find" placeholder="Find" aria-label="Find in the log" onInput=${e => pane.current.find(e.target.value)}
        onKeyDown=${e => e.key === 'Enter' && pane.current.step(e.shiftKey ? 1 : -1)} />
      ${Object.entries(CHOICES).map(([key, [label, options]]) => html`<select key=${key} aria-label=${label} value=${wish[key]}
        onChange=${e => choose({ [key]: e.target.value })}>
        ${Object.entries(options).map(([v, text]) => html`<option value=${v} key=${v}>${text}</option>`)}</select>`)}
      <button class=${wish.wrap ? 'on' : ''} aria-pressed=${wish.wrap} onClick=${() => choose({ wrap: !wish.wrap })}>Wrap</button>
      <button onClick=${() => navigator.clipboard.writeText(pane.current.text())}>Copy</button>
      <button onClick=${() => download(id)}>Download</button>
    </div>
    <div ref=${ref} role="log" aria-live="off" aria-label="Lines" tabindex="0"
      class=${`log t-${wish.times} only-${wish.stream} ${wish.wrap ? 'wrap' : ''}`}></div>
  </section>`;
}

class Pane {
  following = true;
  missed = 0; // lines that came while paused
  top = 0; // where we left the scroll bar
  query = '';
  hits = [];
  at = 0;

  constructor(box, id, wish, redraw) {
    Object.assign(this, { box, wish, redraw, stop: new AbortController() });
    const { signal } = this.stop;
    box.replaceChildren();
    box.addEventListener('scroll', () => this.scrolled(), { signal });
    box.addEventListener('upkeep', e => this[e.detail](), { signal });
    this.sizes = new ResizeObserver(() => this.stick());
    this.sizes.observe(box);
    listen(id, wish.lines, signal, lines => this.add(lines.map(l => row(l, this.wish))))
      .catch(e => signal.aborted || this.add([note(e.message)]));
  }

  close() {
    this.stop.abort();
    this.sizes.disconnect();
    found.clear();
    here.clear();
  }

  dress(wish) {
    this.wish = wish;
    this.box.querySelectorAll('time').forEach(t => { t.textContent = clock(t.dateTime, wish.times === 'utc'); });
    this.stick();
  }

  add(rows) {
    this.box.append(...rows);
    if (!this.following) this.missed += rows.length;
    this.stick();
    if (this.query) this.search();
    this.redraw();
  }

  stick() {
    const { box, following } = this;
    while (box.childElementCount > (following ? this.wish.lines : PATIENCE)) box.firstChild.remove();
    if (following) box.scrollTop = box.scrollHeight;
    this.top = box.scrollTop;
  }

  /** Who moves up is the reader: what happens by itself goes down. */
  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.box;
    if (scrollHeight - scrollTop - clientHeight < 3) this.follow(true);
    else if (scrollTop < this.top - 1) this.follow(false);
    this.top = scrollTop;
  }

  follow(on = !this.following) {
    if (on === this.following) return;
    Object.assign(this, { following: on, missed: 0 });
    this.stick();
    this.redraw();
  }

  text() { return [...this.box.children].filter(l => l.checkVisibility()).map(l => l.lastChild.textContent).join('\n'); }
  end() { this.follow(true); }
  next() { this.step(1); }
  previous() { this.step(-1); }

  begin() {
    this.follow(false);
    this.box.scrollTop = 0;
  }

  /** The last place is where one wants to look first. */
  find(query) {
    this.query = query.toLowerCase();
    this.search();
    this.at = this.hits.length;
    this.step(-1);
  }

  search() {
    this.hits = this.query ? [...this.box.querySelectorAll('.text')].flatMap(text => ranges(text, this.query)) : [];
    found.clear();
    this.hits.forEach(range => found.add(range));
  }

  step(by) {
    const { hits } = this;
    here.clear();
    if (hits.length) {
      this.at = (this.at + by + hits.length) % hits.length;
      here.add(hits[this.at]);
      this.follow(false);
      hits[this.at].startContainer.parentElement.closest('.line').scrollIntoView({ block: 'center' });
    }
    this.redraw();
  }
}

function element(name, cls, ...content) {
  const e = document.createElement(name);
  e.className = cls;
  e.append(...content);
  return e;
}

const note = text => element('div', 'line note', text);

function row(l, wish) {
  if (l.message) return note(`— ${l.message}${l.pid ? `, pid ${l.pid}` : ''} —`);
  const time = element('time', '', clock(l.timestamp, wish.times === 'utc'));
  time.dateTime = l.timestamp;
  const text = element('span', 'text', ...runs(l.line).map(({ text, cls }) => (cls ? element('span', cls, text) : text)));
  return element('div', `line ${l.stream}`, time, ...l.stream === 'stderr' ? [element('span', 'sr', 'stderr: ')] : [], text);
}

/** Where a text stands in a line, also across colours. */
function ranges(line, text) {
  const whole = line.textContent.toLowerCase();
  const all = [];
  for (let i = whole.indexOf(text); i >= 0; i = whole.indexOf(text, i + text.length)) {
    const range = new Range();
    range.setStart(...point(line, i));
    range.setEnd(...point(line, i + text.length));
    all.push(range);
  }
  return all;
}

function point(line, offset) {
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  for (; offset > node.length; node = walker.nextNode()) offset -= node.length;
  return [node, offset];
}

async function download(id) {
  const text = await ask(`processes/${id}/logs?lines=all`, { headers: { Accept: 'text/plain' } });
  const link = element('a', '');
  link.href = URL.createObjectURL(await text.blob());
  link.download = `${id}.log`;
  link.click();
}
