import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that hostile content would fetch from. It notes each path that it is asked for. */
export async function startTracker(): Promise<{ address: string; tracked: string[]; stop: () => void }> {
  const tracked: string[] = [];
  const server = createServer((request, response) => {
    tracked.push(request.url ?? "");
    response.writeHead(200, { "access-control-allow-origin": "*" }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tracked, stop: () => server.close() };
}
