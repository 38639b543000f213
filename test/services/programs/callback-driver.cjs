// A database driver as many are: one connection, and a queue of callbacks that its answers are for.
const { AsyncResource } = require('node:async_hooks');
const { once } = require('node:events');
const net = require('node:net');

/** @param bound whether callbacks are called in the context of their caller */
function createDriver(bound) {
  const waiting = [];
  let connection;
  return {
    async open(port) {
      connection = net.connect(port, '127.0.0.1');
      connection.on('data', (chunk) => {
        for (const row of String(chunk).split('\n').filter(Boolean)) waiting.shift()(row);
      });
      await once(connection, 'connect');
    },
    query(text, callback) {
      waiting.push(bound ? AsyncResource.bind(callback) : callback);
      connection.write(`${text}\n`);
    },
    close: () => connection.destroy(),
  };
}

/** Waits for two questions, then answers one after the other. */
function createDatabase() {
  return net.createServer((socket) => {
    let questions = 0;
    socket.on('data', (chunk) => {
      questions += String(chunk).split('\n').length - 1;
      if (questions < 2) return;
      socket.write('sold\n');
      setTimeout(() => socket.write('sold\n'), 100);
    });
  });
}

module.exports = { createDatabase, createDriver };
