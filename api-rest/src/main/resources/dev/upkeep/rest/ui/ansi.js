/** Lines made harmless: colours stay, what moves the cursor or sets titles and links goes, the unseen is shown as an escape. */

// OSC, DCS, SOS, PM, APC up to their end; control sequences, of which SGR is taken; other escapes
const ESCAPES = /\x1b[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c|$)|\x1b\[([\d;:]*)m|\x1b\[[0-?]*[ -/]*[@-~]?|\x1b[ -/]*[0-~]?/g;
// Control characters but tab; marks that turn, join or hide text
const UNSEEN = /[\0-\x08\x0a-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A line as [{text, cls}]. Grounds are not shown: not every text could be read on them. */
export function runs(line) {
  const text = redrawn(line);
  const out = [];
  let style = {};
  let from = 0;
  for (const found of text.matchAll(ESCAPES)) {
    add(out, text.slice(from, found.index), style);
    if (found[1] !== undefined) style = styled(style, found[1]);
    from = found.index + found[0].length;
  }
  add(out, text.slice(from), style);
  return out;
}

/** Progress bars begin the line anew. */
const redrawn = line => line.replace(/\r+$/, '').replace(/^.*\r/s, '');

function add(out, text, style) {
  let from = 0;
  const upTo = to => to > from && out.push({ text: text.slice(from, to), cls: Object.values(style).join(' ') });
  for (const { 0: c, index } of text.matchAll(UNSEEN)) {
    upTo(index);
    out.push({ text: `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`, cls: 'ctl' });
    from = index + 1;
  }
  upTo(text.length);
}

const ON = { 1: 'b', 3: 'i', 4: 'u', 7: 'inv' };
const OFF = { 22: 'b', 23: 'i', 24: 'u', 27: 'inv', 39: 'fg' };

/** Select Graphic Rendition, ECMA-48 8.3.117. */
function styled(before, codes) {
  const todo = codes.split(/[;:]/).map(Number);
  let style = { ...before };
  while (todo.length) {
    const c = todo.shift();
    if (c === 0) style = {};
    else if (ON[c]) style[ON[c]] = ON[c];
    else if (OFF[c]) delete style[OFF[c]];
    else if (c === 38) style.fg = `f${extended(todo)}`;
    else if (c === 48) extended(todo);
    else if (/^[39].$/.test(c)) style.fg = `f${c % 10}`;
  }
  return style;
}

/** 5;n of a palette of 256, or 2;r;g;b: as the nearest colour that themes have, so that it can be read. */
function extended(todo) {
  const n = todo.shift() === 5 ? todo.shift() : -1;
  if (n >= 0 && n < 16) return n % 8;
  const rgb = n < 0 ? todo.splice(0, 3) : n > 231 ? [0] : [36, 6, 1].map(size => Math.floor((n - 16) / size) % 6);
  const middle = (Math.max(...rgb) + Math.min(...rgb)) / 2;
  return rgb.reduce((colour, v, i) => colour | (v > middle) << i, 0);
}
