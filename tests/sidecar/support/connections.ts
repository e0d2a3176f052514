import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { networkInterfaces, tmpdir } from "node:os";
import path from "node:path";
import { once } from "node:events";

/** An address of this machine that is not loopback: a connection to it leaves by the same way as one to anywhere else. */
export const outsideAddress = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === "IPv4" && !internal)?.address;

/** Stands outside and counts who comes. */
export class Outpost {
  connections = 0;
  private constructor(
    readonly server: Server,
    readonly url: string,
  ) {}

  static async start(address: string): Promise<Outpost> {
    const server = createServer((_, response) => {
      response.writeHead(404).end();
    });
    server.listen(0, address);
    await once(server, "listening");
    const bound = server.address();
    if (bound === null || typeof bound === "string") throw new Error("The outpost has no port.");
    const outpost = new Outpost(server, `http://${address}:${bound.port}`);
    server.on("connection", () => outpost.connections++);
    return outpost;
  }

  async stop(): Promise<void> {
    const closed = once(this.server, "close");
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}

const calls = "trace=connect,sendto,sendmsg,sendmmsg";

/** Whether the system calls of a child can be watched here. */
export const canTrace =
  process.platform === "linux" &&
  spawnSync("strace", ["-f", "-e", calls, "-o", path.join(tmpdir(), `acl-trace-${process.pid}`), "true"]).status === 0;

/** What to put before a program so that its connections, and those of the processes that it starts, are written to a file. */
export const traced = (file: string): string[] => ["strace", "-f", "-qq", "-e", calls, "-o", file];

/** The lines of a trace that name another machine, or a name server wherever it is. */
export function outgoing(file: string): string[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => {
      const address = /inet_addr\("([^"]+)"\)/.exec(line)?.[1] ?? /inet_pton\(AF_INET6, "([^"]+)"/.exec(line)?.[1];
      if (address === undefined) return false;
      const loopback = /^(::ffff:)?127\./.test(address) || address === "::1";
      return !loopback || /port=htons\(53\)/.test(line);
    });
}
