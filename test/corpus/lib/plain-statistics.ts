// CommonJS written by hand: counters on `exports`.
exports.hits = 0;
exports.bytes = 0;

exports.record = function record(bytes: number): void {
  exports.hits++;
  exports.bytes += bytes;
};
