import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ResponseError } from "vscode-jsonrpc/node";
import type { ErrorData } from "../../shared-protocol/generated/protocol.js";
import { Sidecar } from "./support/sidecar.js";

let dataDirectory: string;

beforeAll(() => {
  dataDirectory = mkdtempSync(path.join(tmpdir(), "acl-language-"));
  mkdirSync(path.join(dataDirectory, "models"));
  writeFileSync(path.join(dataDirectory, "models", "page.gguf"), "<html>not found</html>");
});

afterAll(() => {
  rmSync(dataDirectory, { recursive: true, force: true });
});

const failureOf = async (request: Promise<unknown>) => (await request.catch((error: unknown) => error)) as ResponseError<ErrorData>;

/** What a client with this display language is told: of a prompt that does not exist, of a kind of providers, and by the engine of a damaged model. */
async function hear(locale?: string) {
  const sidecar = await Sidecar.start(dataDirectory, {}, [], locale);
  try {
    const { message, data } = await failureOf(sidecar.request("prompts/remove", { name: "{0}" }));
    const { kinds } = await sidecar.request("providers/list", {});
    const { chatId } = await sidecar.request("chat/create", {});
    const damaged = await failureOf(sidecar.request("chat/send", { chatId, replyId: "r", text: "Hi", model: "embedded/page" }));
    return [message, data?.fix, kinds.find(({ kind }) => kind === "mistral")?.description, damaged.message];
  } finally {
    await sidecar.stop();
  }
}

test("the sidecar speaks the language of its client, and English where it has no translation", async () => {
  const english = [
    "There is no prompt named “{0}”.",
    "List the prompts and choose one.",
    "Mistral's own models.",
    "The model file page.gguf cannot be loaded.",
  ];
  expect(await hear()).toEqual(english);
  expect(await hear("fr-CA")).toEqual(english);
  expect(await hear("de-CH")).toEqual([
    "Es gibt keinen Prompt mit dem Namen „{0}“.",
    "Listen Sie die Prompts auf, und wählen Sie einen aus.",
    "Die eigenen Modelle von Mistral.",
    "Die Modelldatei page.gguf kann nicht geladen werden.",
  ]);
});
