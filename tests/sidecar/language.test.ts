import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ResponseError } from "vscode-jsonrpc/node";
import type { ErrorData } from "../../shared-protocol/generated/protocol.js";
import { Sidecar } from "./support/sidecar.js";

let dataDirectory: string;

beforeAll(() => {
  dataDirectory = mkdtempSync(path.join(tmpdir(), "acl-language-"));
});

afterAll(() => {
  rmSync(dataDirectory, { recursive: true, force: true });
});

/** What a client with this display language is told of a prompt that does not exist, and of a kind of providers. */
async function hear(locale?: string) {
  const sidecar = await Sidecar.start(dataDirectory, {}, [], locale);
  try {
    const failure = sidecar.request("prompts/remove", { name: "{0}" }).catch((error: unknown) => error as ResponseError<ErrorData>);
    const { message, data } = (await failure) as ResponseError<ErrorData>;
    const { kinds } = await sidecar.request("providers/list", {});
    return [message, data?.fix, kinds.find(({ kind }) => kind === "mistral")?.description];
  } finally {
    await sidecar.stop();
  }
}

test("the sidecar speaks the language of its client, and English where it has no translation", async () => {
  const english = ["There is no prompt named “{0}”.", "List the prompts and choose one.", "Mistral's own models."];
  expect(await hear()).toEqual(english);
  expect(await hear("fr-CA")).toEqual(english);
  expect(await hear("de-CH")).toEqual([
    "Es gibt keinen Prompt mit dem Namen „{0}“.",
    "Listen Sie die Prompts auf, und wählen Sie einen aus.",
    "Die eigenen Modelle von Mistral.",
  ]);
});
