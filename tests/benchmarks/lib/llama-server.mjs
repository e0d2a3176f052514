// llama.cpp's own server.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

export async function startLlamaServer({ program, model, threads, contextLength }) {
  const port = await freePort();
  const child = spawn(
    program,
    [
      ...["-m", model, "--host", "127.0.0.1", "--port", String(port)],
      ...["-t", String(threads), "-tb", String(threads), "-c", String(contextLength), "--parallel", "1"],
      // TinyLlama's own template.
      ...["--no-jinja", "--chat-template", "zephyr"],
    ],
    { stdio: "ignore" },
  );
  const ended = new Promise((resolve) => child.once("close", resolve));
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${program} ended with code ${child.exitCode}.`);
    const health = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined);
    if (health?.ok) break;
    await pause(100);
  }
  return {
    /** @returns {Promise<{ prompt: number, generation: number }>} Tokens a second. */
    async ask({ messages, maxTokens }) {
      const response = await fetch(`http://127.0.0.1:${port}/v1/chat/completions`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ messages, temperature: 0, max_tokens: maxTokens, cache_prompt: false }),
      });
      const { timings } = await response.json();
      return { prompt: timings.prompt_per_second, generation: timings.predicted_per_second };
    },
    close: () => (child.kill("SIGKILL"), ended),
  };
}

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
