// CommonJS written by hand: the state is a property of `exports`, reached as `counter` by who requires it.
exports.hits = 0;

exports.hit = async function hit(work: () => Promise<void>): Promise<void> {
  const before: number = exports.hits;
  await work();
  exports.hits = before + 1;
};
