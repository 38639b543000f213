// Writes an application of many CommonJS modules of two to three kilobytes, of the kinds that servers are made of.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Modules that a module requires at most. */
const FAN_OUT = 4;

/**
 * Writes the modules and `main.cjs`, which requires them, prints the process's times and ends.
 * @param folder is made
 */
export function writeApplication(folder: string, modules: number): void {
  mkdirSync(join(folder, 'lib'), { recursive: true });
  for (let index = 0; index < modules; index++) {
    const make = KINDS[index % KINDS.length] as Kind;
    const required: string[] = [];
    for (let next = index * FAN_OUT + 1; next <= index * FAN_OUT + FAN_OUT && next < modules; next++) {
      required.push(`const m${next} = require('./m${next}.cjs');`);
    }
    const uses = required.map((_, at) => `m${index * FAN_OUT + 1 + at}`);
    writeFileSync(join(folder, 'lib', `m${index}.cjs`), make(`N${index}`, required.join('\n'), uses));
  }
  writeFileSync(join(folder, 'main.cjs'), MAIN);
}

type Kind = (name: string, required: string, uses: readonly string[]) => string;

const MAIN = `require('./lib/m0.cjs');
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ user, system, wall: process.uptime() * 1e6 }));
`;

function store(name: string, required: string, uses: readonly string[]): string {
  return `'use strict';
const { EventEmitter } = require('node:events');
${required}

const LIMIT = 1000;
const entries = new Map();
let generation = 0;

/** Keeps the records of ${name} by their keys and tells who listens when one of them changes. */
class ${name}Store extends EventEmitter {
  #hits = 0;
  #misses = 0;

  constructor(options = {}) {
    super();
    this.options = { ttl: 60_000, limit: LIMIT, ...options };
    this.source = options.source;
    this.pending = new Map();
    this.onChange = this.onChange.bind(this);
  }

  get size() {
    return entries.size;
  }

  async load(key, { force = false } = {}) {
    const known = entries.get(key);
    if (known !== undefined && !force && known.expires > Date.now()) {
      this.#hits++;
      return known.value;
    }
    this.#misses++;
    let pending = this.pending.get(key);
    if (pending === undefined) {
      pending = this.source.fetch(key).finally(() => this.pending.delete(key));
      this.pending.set(key, pending);
    }
    const value = await pending;
    this.put(key, value);
    return value;
  }

  put(key, value) {
    if (entries.size >= this.options.limit) {
      const oldest = entries.keys().next().value;
      entries.delete(oldest);
    }
    generation += 1;
    const previous = entries.get(key);
    entries.set(key, { value, generation, expires: Date.now() + this.options.ttl });
    this.emit('change', { key, value, previous: previous && previous.value });
  }

  onChange({ key, value }) {
    for (const [other, entry] of entries) {
      if (other !== key && entry.value.parent === key) entry.value.stale = true;
    }
    if (value && value.children) value.children.forEach((child) => this.invalidate(child.id));
  }

  invalidate(key) {
    const entry = entries.get(key);
    if (!entry) return false;
    entry.expires = 0;
    return entries.delete(key);
  }

  stats() {
    const total = this.#hits + this.#misses;
    return { hits: this.#hits, misses: this.#misses, ratio: total === 0 ? 0 : this.#hits / total };
  }
}

module.exports = { ${name}Store, entries, parts: [${uses.join(', ')}], current: () => generation };
`;
}

function router(name: string, required: string, uses: readonly string[]): string {
  return `'use strict';
const path = require('node:path');
${required}

const routes = [];
const counters = { requests: 0, failures: 0, byStatus: {} };

function compile(pattern) {
  const names = [];
  const source = pattern
    .split('/')
    .map((part) => {
      if (part[0] !== ':') return part.replace(/[.*+?^$()|[\\]\\\\]/g, '\\\\$&');
      names.push(part.slice(1));
      return '([^/]+)';
    })
    .join('/');
  return { names, expression: new RegExp('^' + source + '/?$') };
}

function add(method, pattern, ...handlers) {
  const compiled = compile(pattern);
  routes.push({ method: method.toUpperCase(), pattern, handlers, ...compiled });
  routes.sort((a, b) => b.pattern.length - a.pattern.length);
  return exports;
}

function match(request) {
  for (const route of routes) {
    if (route.method !== request.method) continue;
    const found = route.expression.exec(request.path);
    if (found === null) continue;
    const params = {};
    for (let index = 0; index < route.names.length; index++) {
      params[route.names[index]] = decodeURIComponent(found[index + 1]);
    }
    return { route, params };
  }
  return undefined;
}

async function handle(request, response) {
  counters.requests++;
  const found = match(request);
  if (!found) {
    response.statusCode = 404;
    return response.end('${name}: not found');
  }
  request.params = found.params;
  try {
    for (const handler of found.route.handlers) {
      const result = await handler(request, response);
      if (result !== undefined) return reply(response, result);
    }
  } catch (error) {
    counters.failures += 1;
    response.statusCode = error.status ?? 500;
    response.end(error.expose ? error.message : 'internal error');
  } finally {
    const status = response.statusCode;
    counters.byStatus[status] = (counters.byStatus[status] || 0) + 1;
  }
}

function reply(response, result) {
  if (typeof result === 'string') return response.end(result);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(result));
}

exports.add = add;
exports.handle = handle;
exports.match = match;
exports.counters = counters;
exports.base = path.join('/', '${name}');
exports.parts = [${uses.join(', ')}];
`;
}

function model(name: string, required: string, uses: readonly string[]): string {
  return `'use strict';
${required}

const schema = {
  id: { type: 'string', required: true },
  title: { type: 'string', max: 200 },
  price: { type: 'number', min: 0 },
  tags: { type: 'array', of: 'string' },
  createdAt: { type: 'date' },
};

function ${name}(fields) {
  if (!(this instanceof ${name})) return new ${name}(fields);
  this.fields = Object.assign({}, fields);
  this.errors = [];
  this.dirty = false;
}

${name}.prototype.set = function (key, value) {
  if (this.fields[key] !== value) {
    this.fields[key] = value;
    this.dirty = true;
  }
  return this;
};

${name}.prototype.get = function (key) {
  return this.fields[key];
};

${name}.prototype.validate = function () {
  var errors = (this.errors = []);
  Object.keys(schema).forEach((key) => {
    var rule = schema[key];
    var value = this.fields[key];
    if (value === undefined || value === null) {
      if (rule.required) errors.push({ key: key, message: key + ' is missing' });
      return;
    }
    switch (rule.type) {
      case 'string':
        if (typeof value !== 'string') errors.push({ key: key, message: 'not a string' });
        else if (rule.max && value.length > rule.max) errors.push({ key: key, message: 'too long' });
        break;
      case 'number':
        if (typeof value !== 'number' || value < rule.min) errors.push({ key: key, message: 'bad number' });
        break;
      case 'array':
        if (!Array.isArray(value)) errors.push({ key: key, message: 'not a list' });
        else if (value.some((item) => typeof item !== rule.of)) errors.push({ key: key, message: 'bad item' });
        break;
      default:
        if (isNaN(new Date(value))) errors.push({ key: key, message: 'not a date' });
    }
  });
  return errors.length === 0;
};

${name}.prototype.toJSON = function () {
  var out = {};
  for (var key in this.fields) {
    if (Object.prototype.hasOwnProperty.call(this.fields, key) && key[0] !== '_') out[key] = this.fields[key];
  }
  return out;
};

${name}.save = async function (item, db) {
  if (!item.validate()) throw Object.assign(new Error('invalid ${name}'), { errors: item.errors });
  const row = item.toJSON();
  const stored = await db.collection('${name}').insert(row);
  item.fields.id = stored.id;
  item.dirty = false;
  return item;
};

module.exports = ${name};
module.exports.schema = schema;
module.exports.parts = [${uses.join(', ')}];
`;
}

function service(name: string, required: string, uses: readonly string[]): string {
  return `'use strict';
const util = require('node:util');
${required}

const debug = util.debuglog('${name}');
let client;
let connecting;

const defaults = Object.freeze({ retries: 3, delay: 50, timeout: 1000, jitter: true });

const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));

async function connect(factory, options) {
  if (client) return client;
  if (!connecting) {
    connecting = (async () => {
      const settings = { ...defaults, ...options };
      for (let attempt = 0; ; attempt++) {
        try {
          client = await factory(settings);
          client.on('close', () => {
            client = undefined;
          });
          return client;
        } catch (error) {
          if (attempt >= settings.retries) throw error;
          debug('attempt %d failed: %s', attempt, error.message);
          await sleep(settings.delay * 2 ** attempt * (settings.jitter ? 0.5 + Math.random() / 2 : 1));
        }
      }
    })().finally(() => {
      connecting = undefined;
    });
  }
  return connecting;
}

function group(items, by) {
  const groups = new Map();
  for (const item of items) {
    const key = typeof by === 'function' ? by(item) : item[by];
    const list = groups.get(key);
    if (list) list.push(item);
    else groups.set(key, [item]);
  }
  return [...groups].map(([key, list]) => ({ key, count: list.length, total: list.reduce((sum, { price }) => sum + price, 0) }));
}

async function summary(db, { from, to, limit = 20 } = {}) {
  const connection = await connect(db.factory, db.options);
  const rows = await connection.query('${name}', { from, to });
  const groups = group(rows.filter((row) => row.active && !row.deleted), 'category');
  groups.sort((a, b) => b.total - a.total);
  const { length } = groups;
  return { items: groups.slice(0, limit), more: length > limit, at: new Date().toISOString() };
}

const close = async () => {
  const current = client;
  client = undefined;
  if (current?.end) await current.end();
};

module.exports = { connect, summary, group, close, parts: [${uses.join(', ')}] };
`;
}

const KINDS: readonly Kind[] = [store, router, model, service];
