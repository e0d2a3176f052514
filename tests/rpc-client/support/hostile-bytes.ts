const good = [
  `{"jsonrpc":"2.0","id":ID,"method":"test/echo","params":{"text":"häß 😀 \\" \\\\ \\u00e9"}}`,
  `{"jsonrpc":"2.0","id":"ID","method":"test/echo","params":[{"text":"x","times":3}]}`,
  `{"jsonrpc":"2.0","id":ID,"method":"test/fail","params":{"kind":"rpc"}}`,
  `{"jsonrpc":"2.0","id":ID,"method":"test/slow"}`,
  `{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":ID}}`,
  `{"jsonrpc":"2.0","method":"no/such","params":{}}`,
  `[{"jsonrpc":"2.0","id":ID,"method":"test/echo"}]`,
];

const tokens = [
  "null",
  "1e999",
  `"\\ud800"`,
  "[[[[",
  "}}",
  '"',
  "\\",
  "\0",
  "\u00ff",
  ":",
  ",",
  "\r\n\r\n",
  "Content-Length: 7\r\n\r\n",
  "9".repeat(400),
];

const headers = [
  "",
  "\r\n",
  "Content-Length: -1\r\n",
  "Content-Length: 50000\r\n",
  "Content-Length: 99999999999\r\n",
  "Content-Length\r\n",
  ": :\r\n",
  "GET /\r\n",
];

/** Breaks good messages in ways that its seed decides. */
export class HostileBytes {
  private state: number;
  private id = 0;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A body: sometimes good, mostly broken. */
  body(): Buffer {
    this.id++;
    let bytes: Buffer = Buffer.from(this.pick(good).replace("ID", `${this.id}`));
    for (let left = this.below(4); left > 0 && bytes.length > 0; left--) bytes = this.broken(bytes);
    return bytes;
  }

  /** A message whose header may be broken as well. */
  message(): Buffer {
    const body = this.body();
    const length = body.length + (this.below(3) === 0 ? this.below(7) - 3 : 0);
    const header = this.below(3) === 0 ? this.pick(headers) : `Content-Length: ${Math.max(0, length)}\r\n`;
    return Buffer.concat([Buffer.from(`${header}\r\n`, "latin1"), body]);
  }

  private broken(bytes: Buffer): Buffer {
    const at = this.below(bytes.length);
    const before = bytes.subarray(0, at);
    switch (this.below(5)) {
      case 0:
        return Buffer.concat([before, Buffer.from([this.below(256)]), bytes.subarray(at + 1)]);
      case 1:
        return Buffer.concat([before, bytes.subarray(at + 1 + this.below(10))]);
      case 2:
        return Buffer.from(before);
      default:
        return Buffer.concat([before, Buffer.from(this.pick(tokens)), bytes.subarray(at)]);
    }
  }

  private pick(choices: readonly string[]): string {
    return choices[this.below(choices.length)] ?? "";
  }

  /** A linear congruential generator: the same seed breaks the same bytes on every machine. */
  private below(limit: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }
}
