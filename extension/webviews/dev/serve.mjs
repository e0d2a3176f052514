// The chat outside of VS Code, with a fake host: `node extension/webviews/dev/serve.mjs [--port 0]`. Theme, state and chat are in the query:
// ?theme=dark|light|hc|hc-light & scene=<name of a scene> & language=de. Serves on the loopback address only.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, relative, sep } from "node:path";
import { parseArgs } from "node:util";
import * as esbuild from "esbuild";
import { options, outDirectory } from "../build.mjs";

const { values } = parseArgs({ options: { port: { type: "string", default: "0" } } });
const types = { ".js": "text/javascript", ".css": "text/css", ".ttf": "font/ttf", ".html": "text/html" };

// As it is shipped, and in memory alone: what is built for the extension stays as it is.
const { outputFiles } = await esbuild.build({ ...options(), write: false });
const built = new Map(outputFiles.map(({ path, contents }) => [`/${relative(outDirectory, path).replaceAll(sep, "/")}`, contents]));
const fake = await esbuild.build({ entryPoints: [join(import.meta.dirname, "fake-host.ts")], bundle: true, format: "iife", write: false });

// As strict as in VS Code, so that what the policy forbids fails here first.
const policy =
  "default-src 'none'; script-src 'nonce-harness' 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; worker-src blob:";
const page = (language, words) => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="/chat.css"><title>Chat</title></head>
<body><div id="root"></div><script type="application/json" id="l10n">${words}</script><script nonce="harness" src="/fake-host.js"></script><script type="module" nonce="harness" src="/chat.js"></script></body></html>`;

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://localhost");
  const send = (status, type, body) => response.writeHead(status, { "content-type": type }).end(body);
  if (pathname === "/") {
    const language = /^[a-z-]+$/.exec(searchParams.get("language") ?? "")?.[0] ?? "en";
    const words = await readFile(join(outDirectory, "..", "..", "l10n", `bundle.l10n.${language}.json`), "utf8").catch(() => "{}");
    return send(200, "text/html", page(language, words));
  }
  if (pathname === "/fake-host.js") return send(200, "text/javascript", fake.outputFiles[0].text);
  const file = built.get(pathname);
  if (file) send(200, types[extname(pathname)] ?? "application/octet-stream", file);
  else send(404, "text/plain", "Not found");
});
server.listen(Number(values.port), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/`));
