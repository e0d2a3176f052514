// @vitest-environment happy-dom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, test } from "vitest";
import type { DefaultModels as Defaults } from "../../../extension/src/features/providers/messages.js";
import { DefaultModels } from "../../../extension/webviews/providers/default-model.js";
import type { ModelInfo } from "../../../shared-protocol/generated/protocol.js";

const model = (name: string, more: Partial<ModelInfo> = {}): ModelInfo => ({
  ...{ model: `lab/${name}`, displayName: name, provider: "lab", providerKind: "ollama", state: "available" },
  ...{ leavesThisMachine: false, capabilities: ["chat"], canLoad: false, canUnload: false, ...more },
});

const models = [
  model("talker"),
  model("unknown", { capabilities: [] }),
  model("embedder", { capabilities: ["embedding"] }),
  model("both", { capabilities: ["chat", "embedding"] }),
  model("later", { capabilities: ["embedding"], state: "downloadable" }),
];

async function open(defaults: Defaults, listed: readonly ModelInfo[] = models) {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const chosen: [string, string | undefined][] = [];
  const page = document.createElement("div");
  document.body.append(page);
  await act(async () => {
    createRoot(page).render(<DefaultModels models={listed} defaults={defaults} onChoose={(use, name) => chosen.push([use, name])} />);
  });
  const picker = (label: string): HTMLSelectElement => {
    const named = [...page.querySelectorAll("label")].find(({ textContent }) => textContent === label);
    const select = named && page.querySelector<HTMLSelectElement>(`#${CSS.escape(named.htmlFor)}`);
    if (!select) throw new Error(`There is no picker ${label}.`);
    return select;
  };
  const choose = (label: string, value: string) =>
    act(async () => {
      const select = picker(label);
      select.value = value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });
  const values = (label: string) => [...picker(label).options].map(({ value }) => value);
  return { page, picker, choose, values, chosen };
}

test("Each use lists the models that can do it, and shows the one that is taken", async () => {
  const { picker, values } = await open({ chat: "lab/talker", embeddings: "lab/embedder" });
  expect(values("Default for chats")).toEqual(["lab/talker", "lab/unknown", "lab/both"]);
  expect(values("Default for quick edits")).toEqual(["", "lab/talker", "lab/unknown", "lab/both"]);
  expect(values("Default for embeddings")).toEqual(["lab/embedder", "lab/both"]);
  expect(picker("Default for chats").value).toBe("lab/talker");
  expect(picker("Default for quick edits").selectedOptions[0]?.textContent).toBe("Same as for chats");
  expect(picker("Default for embeddings").value).toBe("lab/embedder");
});

test("A choice tells its use, and that for quick edits can be taken back", async () => {
  const { choose, chosen } = await open({ chat: "lab/talker", edits: "lab/both", embeddings: "lab/embedder" });
  await choose("Default for chats", "lab/unknown");
  await choose("Default for quick edits", "lab/talker");
  await choose("Default for quick edits", "");
  await choose("Default for embeddings", "lab/both");
  expect(chosen).toEqual([
    ["chat", "lab/unknown"],
    ["edits", "lab/talker"],
    ["edits", undefined],
    ["embeddings", "lab/both"],
  ]);
});

test("A chosen model that no provider has now stays shown, and says so; where there is none to choose that is said", async () => {
  const { page, picker } = await open({ chat: "lab/gone", edits: "lab/gone" }, [model("talker")]);
  expect(picker("Default for chats").value).toBe("lab/gone");
  expect(picker("Default for quick edits").value).toBe("lab/gone");
  expect(page.textContent).toContain("No provider has the chosen model now.");
  expect(picker("Default for embeddings").disabled).toBe(true);
  expect(page.textContent).toContain("No provider has a model that is known to make vectors of texts.");
});

test("A choice that cannot be met any more can be taken back even when nothing else can be chosen", async () => {
  const { picker, choose, chosen } = await open({ edits: "lab/gone" }, []);
  expect(picker("Default for quick edits").disabled).toBe(false);
  await choose("Default for quick edits", "");
  expect(chosen).toEqual([["edits", undefined]]);
});
