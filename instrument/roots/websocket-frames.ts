// Finds where one WebSocket message ends and the next begins (RFC 6455, section 5.2). Looks at headers only.

const EXTENDED_16 = 126;
const EXTENDED_64 = 127;

/** Follows one direction of one connection; chunks must be given in the order in which they arrive. */
export class MessageBoundaries {
  /** Bytes of a frame header that has begun, and how many it needs as far as known. */
  private readonly header: number[] = [];
  private body = 0;
  private final = false;

  /** Reads on from offset `from` and returns the offset behind the message that ends first, or the chunk's length. */
  next(chunk: Uint8Array, from: number): number {
    let at = from;
    while (at < chunk.length) {
      if (this.header.length < this.headerLength()) {
        this.header.push(chunk[at] as number);
        at++;
        if (this.header.length < this.headerLength()) continue;
        this.open();
      }
      const taken = Math.min(this.body, chunk.length - at);
      this.body -= taken;
      at += taken;
      if (this.body > 0) break;
      this.header.length = 0;
      if (this.final) break;
    }
    return at;
  }

  private headerLength(): number {
    const [, second] = this.header;
    if (second === undefined) return 2;
    const size = second & 0x7f;
    const extended = size === EXTENDED_16 ? 2 : size === EXTENDED_64 ? 8 : 0;
    return 2 + extended + (second & 0x80 ? 4 : 0);
  }

  private open(): void {
    const [first = 0, second = 0] = this.header;
    const size = second & 0x7f;
    const extended = size === EXTENDED_16 ? 2 : size === EXTENDED_64 ? 8 : 0;
    this.final = (first & 0x80) !== 0;
    this.body = size;
    if (extended === 0) return;
    this.body = 0;
    for (let i = 2; i < 2 + extended; i++) this.body = this.body * 256 + (this.header[i] ?? 0);
  }
}
