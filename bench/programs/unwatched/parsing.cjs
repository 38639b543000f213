// A recursive descent parser: a token object and a node object for every piece of a text.

'use strict';

const { measure } = require('../timing.cjs');

const KEYWORDS = new Set(['let', 'if', 'else', 'while', 'return']);
const POWER = { '+': 1, '-': 1, '*': 2, '/': 2, '<': 0, '>': 0 };

class Lexer {
  constructor(text) {
    this.text = text;
    this.at = 0;
    this.line = 1;
    this.token = { type: 'end', value: '', line: 0 };
    this.next();
  }

  next() {
    const previous = this.token;
    while (this.at < this.text.length && this.text.charCodeAt(this.at) <= 32) {
      if (this.text.charCodeAt(this.at) === 10) this.line++;
      this.at++;
    }
    const start = this.at;
    let type = 'punctuator';
    if (start >= this.text.length) {
      type = 'end';
    } else if (isLetter(this.text.charCodeAt(start))) {
      while (isLetter(this.text.charCodeAt(this.at))) this.at++;
      type = KEYWORDS.has(this.text.slice(start, this.at)) ? 'keyword' : 'name';
    } else if (isDigit(this.text.charCodeAt(start))) {
      while (isDigit(this.text.charCodeAt(this.at))) this.at++;
      type = 'number';
    } else {
      this.at++;
    }
    this.token = { type, value: this.text.slice(start, this.at), line: this.line };
    return previous;
  }
}

function isLetter(code) {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isDigit(code) {
  return code >= 48 && code <= 57;
}

class Parser {
  constructor(text) {
    this.lexer = new Lexer(text);
    this.nodes = 0;
  }

  is(value) {
    return this.lexer.token.value === value;
  }

  expect(value) {
    if (!this.is(value)) throw new Error(`${value} expected on line ${this.lexer.token.line}`);
    return this.lexer.next();
  }

  program() {
    const body = [];
    while (this.lexer.token.type !== 'end') body.push(this.statement());
    return this.node('program', { body });
  }

  statement() {
    if (this.is('let')) {
      this.lexer.next();
      const name = this.lexer.next().value;
      this.expect('=');
      const value = this.expression(0);
      this.expect(';');
      return this.node('let', { name, value });
    }
    if (this.is('while') || this.is('if')) {
      const kind = this.lexer.next().value;
      this.expect('(');
      const test = this.expression(0);
      this.expect(')');
      return this.node(kind, { test, body: this.block() });
    }
    const value = this.expression(0);
    this.expect(';');
    return this.node('expression', { value });
  }

  block() {
    this.expect('{');
    const body = [];
    while (!this.is('}')) body.push(this.statement());
    this.expect('}');
    return this.node('block', { body });
  }

  expression(least) {
    let left = this.primary();
    for (;;) {
      const { token } = this.lexer;
      const power = POWER[token.value];
      if (token.type !== 'punctuator' || power === undefined || power < least) return left;
      this.lexer.next();
      left = this.node('binary', { operator: token.value, left, right: this.expression(power + 1) });
    }
  }

  primary() {
    const token = this.lexer.next();
    if (token.type === 'number') return this.node('number', { value: Number(token.value) });
    if (token.value === '(') {
      const inner = this.expression(0);
      this.expect(')');
      return inner;
    }
    let node = this.node('name', { name: token.value });
    while (this.is('(')) {
      this.lexer.next();
      const args = [];
      while (!this.is(')')) {
        args.push(this.expression(0));
        if (this.is(',')) this.lexer.next();
      }
      this.expect(')');
      node = this.node('call', { callee: node, args });
    }
    return node;
  }

  node(type, rest) {
    this.nodes++;
    return { type, line: this.lexer.line, ...rest };
  }
}

function source() {
  const lines = [];
  for (let index = 0; index < 20; index++) {
    lines.push(`let a${'bc'.repeat(index % 3)} = (1 + ${index} * left) - call(x, y + 2, z(3)) / 7;`);
    lines.push(`while (a < ${index} + 10) { a + step(a, ${index}); if (b > 3) { print(a * b); } }`);
  }
  return lines.join('\n').replace(/a\d+/g, 'a');
}

const text = source();

measure((count) => {
  let nodes = 0;
  for (let index = 0; index < count; index++) {
    const parser = new Parser(text);
    parser.program();
    nodes += parser.nodes;
  }
  if (nodes < count) throw new Error('unused');
});
