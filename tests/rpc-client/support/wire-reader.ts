import type { Readable } from "node:stream";

export interface WireMessage {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: unknown; readonly message: unknown };
}

function isMessage(value: unknown): value is WireMessage {
  if (typeof value !== "object" || value === null || !("jsonrpc" in value) || value.jsonrpc !== "2.0") return false;
  return "method" in value || "result" in value !== "error" in value;
}

/** Cuts a stdout into messages and accepts not one byte that belongs to none. */
export class WireReader {
  readonly messages: WireMessage[] = [];
  private rest = Buffer.alloc(0);
  private failure: Error | undefined;
  private waiting: (() => void) | undefined;

  constructor(stdout: Readable) {
    stdout.on("data", (chunk: Buffer) => {
      this.rest = Buffer.concat([this.rest, chunk]);
      try {
        while (this.take());
      } catch (error) {
        this.failure = error instanceof Error ? error : new Error(String(error));
      }
      this.waiting?.();
    });
  }

  /** Waits for the answer to a request. */
  async answer(id: string | number): Promise<WireMessage> {
    for (;;) {
      if (this.failure) throw this.failure;
      const found = this.messages.find((message) => message.id === id && message.method === undefined);
      if (found) return found;
      await new Promise<void>((resolve) => (this.waiting = resolve));
    }
  }

  /** Throws when anything but whole messages came out. */
  assertClean(): void {
    if (this.failure) throw this.failure;
    if (this.rest.length > 0) throw new Error(`Not a message: ${this.rest.toString("latin1").slice(0, 200)}`);
  }

  private take(): boolean {
    const end = this.rest.indexOf("\r\n\r\n");
    if (end < 0) return false;
    const header = /^Content-Length: (\d+)$/.exec(this.rest.subarray(0, end).toString("latin1"));
    if (!header) throw new Error(`Not a header: ${this.rest.toString("latin1").slice(0, 200)}`);
    const from = end + 4;
    const to = from + Number(header[1]);
    if (this.rest.length < to) return false;
    const message: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(this.rest.subarray(from, to)));
    if (!isMessage(message)) throw new Error(`Not a JSON-RPC message: ${JSON.stringify(message).slice(0, 200)}`);
    this.messages.push(message);
    this.rest = this.rest.subarray(to);
    return true;
  }
}
