// expect: lost-update error level
// sites: fill, ?, ?
// Callback style: the write stands two callbacks below the read.
let level = 0;
let open = 2;

function fill(litres: number): void {
  const before = level;
  setTimeout(() => {
    setTimeout(() => {
      level = before + litres;
      open -= 1;
      if (open === 0) console.log(`20 + 80 = ${level}`);
    }, litres);
  }, 20);
}

setTimeout(fill, 5, 20);
setTimeout(fill, 5, 80);
