import { expect, test } from "vitest";
import type { ToView } from "../../../extension/src/features/chat/messages.js";
import { chat, running, startReady, tiny } from "./support/fixtures.js";

const big = { ...tiny, model: "embedded/big", displayName: "Big" };
const listed = (defaultModel: string, models = [tiny, big]): ToView => ({ type: "models", models, problems: [], model: defaultModel });
const opened = (model?: string): ToView => ({
  type: "chat",
  chat: { ...chat, ...(model === undefined ? {} : { model }) },
  messages: [],
  hasMore: false,
  prepend: false,
});

/** A view with two models, the small one as the default. */
function ready() {
  const started = startReady();
  started.host.tell(listed(tiny.model));
  const shown = () => started.view.store.getState().model;
  return { ...started, shown };
}

test("A new chat begins with the default model, and follows it until one is chosen", () => {
  const { host, view, shown } = ready();
  expect(shown()).toBe(tiny.model);
  host.tell(listed(big.model));
  expect(shown()).toBe(big.model);
  view.actions.setModel(tiny.model);
  expect(host.last("setModel")).toEqual({ type: "setModel", model: tiny.model });
  host.tell(listed(big.model));
  expect(shown()).toBe(tiny.model);
  view.actions.questions.ask("Why?");
  expect(host.last("send").model).toBe(tiny.model);
});

test("A chat shows and keeps its own model, whatever the default becomes", () => {
  const { host, view, shown } = ready();
  view.actions.openChat("c1");
  host.tell(opened(big.model));
  expect(shown()).toBe(big.model);
  host.tell(listed(tiny.model));
  expect(shown()).toBe(big.model);
  view.actions.setModel(tiny.model);
  expect(host.last("setModel")).toEqual({ type: "setModel", model: tiny.model, chatId: "c1" });
  host.tell(listed(big.model));
  expect(shown()).toBe(tiny.model);
  view.actions.newChat();
  expect(shown()).toBe(big.model);
});

test("A chat whose model is not there any more is asked with the default one", () => {
  const { host, view, shown } = ready();
  view.actions.openChat("c1");
  host.tell(opened(big.model), listed(tiny.model, [tiny]));
  expect(shown()).toBe(tiny.model);
  host.tell(listed(tiny.model));
  expect(shown()).toBe(big.model);
});

test("A model that is chosen by a command is that of the chat that is shown", () => {
  const { host, view, shown } = ready();
  view.actions.openChat("c1");
  host.tell(opened(tiny.model), running, { type: "chooseModel", model: big.model });
  expect(shown()).toBe(big.model);
  expect(host.last("setModel")).toEqual({ type: "setModel", model: big.model, chatId: "c1" });
});

test("A new chat that a command begins is told to the host, which has the old one open otherwise", () => {
  const { host, view } = ready();
  view.actions.openChat("c1");
  host.tell(opened(), { type: "newChat" });
  expect(host.last("openChat")).toEqual({ type: "openChat", chatId: undefined });
});
