// Matrices as arrays of rows and as objects over one flat array.

'use strict';

const { measure } = require('../timing.cjs');

class Matrix {
  constructor(rows, columns) {
    this.rows = rows;
    this.columns = columns;
    this.data = new Float64Array(rows * columns);
  }

  get(row, column) {
    return this.data[row * this.columns + column];
  }

  set(row, column, value) {
    this.data[row * this.columns + column] = value;
  }

  times(other) {
    const result = new Matrix(this.rows, other.columns);
    for (let i = 0; i < this.rows; i++) {
      for (let j = 0; j < other.columns; j++) {
        let sum = 0;
        for (let k = 0; k < this.columns; k++) sum += this.get(i, k) * other.get(k, j);
        result.set(i, j, sum);
      }
    }
    return result;
  }
}

function fill(size, value) {
  const rows = [];
  for (let i = 0; i < size; i++) {
    const row = [];
    for (let j = 0; j < size; j++) row.push(((i + j) % 5) + value);
    rows.push(row);
  }
  return rows;
}

function multiply(a, b) {
  const out = [];
  for (let i = 0; i < a.length; i++) {
    out[i] = [];
    for (let j = 0; j < b[0].length; j++) {
      let sum = 0;
      for (let k = 0; k < b.length; k++) sum += a[i][k] * b[k][j];
      out[i][j] = sum;
    }
  }
  return out;
}

measure((count) => {
  let sum = 0;
  for (let index = 0; index < count; index++) {
    const product = multiply(fill(16, 1), fill(16, 2));
    sum += product[3][5];
    const a = new Matrix(16, 16);
    const b = new Matrix(16, 16);
    for (let i = 0; i < 16; i++) {
      for (let j = 0; j < 16; j++) {
        a.set(i, j, product[i][j]);
        b.set(j, i, product[j][i]);
      }
    }
    sum += a.times(b).get(2, 2);
  }
  if (sum < count) throw new Error('unused');
});
