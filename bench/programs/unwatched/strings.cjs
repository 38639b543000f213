// Text built piece by piece: a writer with indentation, CSV lines, escaped JSON, word counts.

'use strict';

const { measure } = require('../timing.cjs');

class Writer {
  constructor() {
    this.parts = [];
    this.depth = 0;
    this.length = 0;
  }

  line(text) {
    const line = '  '.repeat(this.depth) + text;
    this.parts.push(line);
    this.length += line.length + 1;
    return this;
  }

  open(text) {
    this.line(`${text} {`);
    this.depth++;
    return this;
  }

  close() {
    this.depth--;
    return this.line('}');
  }

  toString() {
    return this.parts.join('\n');
  }
}

function csv(rows, columns) {
  let out = columns.map((column) => column.title).join(';');
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index];
    let line = '';
    for (let at = 0; at < columns.length; at++) {
      const { key, width } = columns[at];
      line += (at > 0 ? ';' : '') + String(row[key]).padStart(width);
    }
    out += `\n${line}`;
  }
  return out;
}

function json(value) {
  if (Array.isArray(value)) return `[${value.map(json).join()}]`;
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? `"${value}"` : `${value}`;
  let out = '{';
  for (const key of Object.keys(value)) out += `${out.length > 1 ? ',' : ''}"${key}":${json(value[key])}`;
  return `${out}}`;
}

function words(text) {
  const counts = {};
  for (const word of text.split(/\W+/)) counts[word] = (counts[word] || 0) + 1;
  return counts;
}

measure((count) => {
  let length = 0;
  for (let index = 0; index < count; index++) {
    const rows = [];
    for (let id = 0; id < 30; id++) rows.push({ id, name: `name ${id}`, price: id * 3, tags: ['a', 'b'] });
    const columns = [
      { key: 'id', title: 'Id', width: 4 },
      { key: 'name', title: 'Name', width: 10 },
      { key: 'price', title: 'Price', width: 8 },
    ];
    const writer = new Writer().open('root');
    for (const row of rows) writer.open(row.name).line(`id = ${row.id}`).line(`price = ${row.price}`).close();
    const text = writer.close().toString();
    length += text.length + csv(rows, columns).length + json(rows).length + Object.keys(words(text)).length;
  }
  if (length < count) throw new Error('unused');
});
