// Walks over a graph of node objects: breadth first, depth first, and shortest paths with a heap.

'use strict';

const { measure } = require('../timing.cjs');

class Node {
  constructor(id) {
    this.id = id;
    this.edges = [];
    this.distance = Infinity;
    this.seen = 0;
  }
}

class Heap {
  constructor() {
    this.items = [];
  }

  push(item) {
    const { items } = this;
    items.push(item);
    let at = items.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (items[parent].key <= items[at].key) break;
      [items[parent], items[at]] = [items[at], items[parent]];
      at = parent;
    }
  }

  pop() {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (items.length === 0) return top;
    items[0] = last;
    let at = 0;
    for (;;) {
      let least = at;
      for (let child = 2 * at + 1; child <= 2 * at + 2 && child < items.length; child++) {
        if (items[child].key < items[least].key) least = child;
      }
      if (least === at) return top;
      [items[least], items[at]] = [items[at], items[least]];
      at = least;
    }
  }
}

function build(size) {
  const nodes = Array.from({ length: size }, (_, id) => new Node(id));
  for (let index = 0; index < size; index++) {
    for (let step = 1; step <= 4; step++) {
      const to = nodes[(index * 7 + step * 13) % size];
      nodes[index].edges.push({ to, weight: ((index + step) % 9) + 1 });
    }
  }
  return nodes;
}

function breadthFirst(start, mark) {
  const queue = [start];
  start.seen = mark;
  for (let head = 0; head < queue.length; head++) {
    for (const edge of queue[head].edges) {
      if (edge.to.seen === mark) continue;
      edge.to.seen = mark;
      queue.push(edge.to);
    }
  }
  return queue.length;
}

function depthFirst(node, mark) {
  node.seen = mark;
  let count = 1;
  for (const { to } of node.edges) if (to.seen !== mark) count += depthFirst(to, mark);
  return count;
}

function shortest(nodes, start) {
  for (const node of nodes) node.distance = Infinity;
  start.distance = 0;
  const heap = new Heap();
  heap.push({ key: 0, node: start });
  while (heap.items.length > 0) {
    const { key, node } = heap.pop();
    if (key > node.distance) continue;
    for (const { to, weight } of node.edges) {
      const distance = key + weight;
      if (distance < to.distance) {
        to.distance = distance;
        heap.push({ key: distance, node: to });
      }
    }
  }
  return nodes.reduce((sum, node) => sum + (node.distance === Infinity ? 0 : node.distance), 0);
}

measure((count) => {
  let sum = 0;
  for (let index = 0; index < count; index++) {
    const nodes = build(100);
    sum += breadthFirst(nodes[0], 1) + depthFirst(nodes[1], 2) + shortest(nodes, nodes[2]);
  }
  if (sum < count) throw new Error('unused');
});
