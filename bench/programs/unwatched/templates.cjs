// Templates compiled to lists of parts and rendered with objects: paths, loops, conditions, filters.

'use strict';

const { measure } = require('../timing.cjs');

const filters = {
  upper: (value) => String(value).toUpperCase(),
  money: (value) => value.toFixed(2),
  escape: (value) => String(value).replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`),
};

function compile(text) {
  const root = { type: 'root', body: [] };
  const open = [root];
  for (const piece of text.split(/(\{\{.*?\}\}|\{%.*?%\})/)) {
    const { body } = open[open.length - 1];
    if (piece.startsWith('{{')) {
      const [path, ...names] = piece.slice(2, -2).split('|');
      body.push({ type: 'value', path: path.trim().split('.'), names: names.map((name) => name.trim()) });
    } else if (piece.startsWith('{%')) {
      const words = piece.slice(2, -2).trim().split(' ');
      if (words[0] === 'end') {
        open.pop();
      } else {
        const node = { type: words[0], name: words[1], path: words[words.length - 1].split('.'), body: [] };
        body.push(node);
        open.push(node);
      }
    } else if (piece !== '') {
      body.push({ type: 'text', text: piece });
    }
  }
  return root;
}

class Scope {
  constructor(values, parent) {
    this.values = values;
    this.parent = parent;
  }

  find(path) {
    let scope = this;
    while (scope && scope.values[path[0]] === undefined) scope = scope.parent;
    let value = scope ? scope.values : undefined;
    for (let index = 0; index < path.length && value !== undefined && value !== null; index++) {
      value = value[path[index]];
    }
    return value;
  }
}

function render(node, scope, out) {
  for (const part of node.body) {
    switch (part.type) {
      case 'text':
        out.push(part.text);
        break;
      case 'value': {
        let value = scope.find(part.path);
        for (const name of part.names) value = filters[name](value);
        out.push(value);
        break;
      }
      case 'for': {
        const list = scope.find(part.path) || [];
        for (let index = 0; index < list.length; index++) {
          render(part, new Scope({ [part.name]: list[index], index }, scope), out);
        }
        break;
      }
      case 'if':
        if (scope.find(part.path)) render(part, scope, out);
        break;
    }
  }
}

function page() {
  const items = [];
  for (let id = 0; id < 25; id++) {
    items.push({
      id,
      title: `Item <${id}>`,
      price: id * 1.5,
      sale: id % 3 === 0,
      maker: { name: `M${id % 4}` },
    });
  }
  return { title: 'Shop', user: { name: 'Ann', admin: true }, items };
}

const TEXT =
  '<h1>{{ title | upper }}</h1>{% if user.admin %}<b>{{ user.name }}</b>{% end %}<ul>{% for item in items %}' +
  '<li id="{{ item.id }}">{{ item.title | escape }} {{ item.price | money }} by {{ item.maker.name | upper }}' +
  '{% if item.sale %} now!{% end %}</li>{% end %}</ul>';

measure((count) => {
  let length = 0;
  for (let index = 0; index < count; index++) {
    const out = [];
    render(compile(TEXT), new Scope(page(), undefined), out);
    length += out.join('').length;
  }
  if (length < count) throw new Error('unused');
});
