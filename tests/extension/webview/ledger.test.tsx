// @vitest-environment happy-dom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, test } from "vitest";
import type { ToHost, ToView } from "../../../extension/src/features/privacy/messages.js";
import { LedgerView } from "../../../extension/webviews/ledger/ledger-view.js";
import type { LedgerEntry } from "../../../shared-protocol/generated/protocol.js";

const entry = (entryId: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  entryId,
  time: "2026-01-02T03:04:05Z",
  scheme: "https",
  host: "models.example",
  port: 443,
  isLoopback: false,
  purpose: "chat",
  provider: "work",
  bytesSent: 1234,
  bytesReceived: 5678,
  outcome: "ok",
  status: 200,
  ...more,
});

async function open(): Promise<{ asked: ToHost[]; tell: (message: ToView) => Promise<void>; page: HTMLElement }> {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const asked: ToHost[] = [];
  const listeners = new Set<(message: ToView) => void>();
  const host = {
    post: (message: ToHost) => void asked.push(message),
    listen: (listener: (message: ToView) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const page = document.createElement("div");
  await act(async () => {
    createRoot(page).render(<LedgerView host={host} />);
  });
  const tell = (message: ToView): Promise<void> =>
    act(async () => {
      for (const listener of listeners) listener(message);
    });
  return { asked, tell, page };
}

const button = (page: HTMLElement, words: string): HTMLButtonElement | undefined =>
  [...page.querySelectorAll("button")].find(({ textContent }) => textContent.includes(words));

test("An empty ledger says that nothing has left this machine", async () => {
  const { asked, tell, page } = await open();
  expect(asked).toEqual([{ type: "list", everything: false }]);
  await tell({ type: "localOnly", on: true });
  await tell({ type: "entries", everything: false, entries: [], hasMore: false, append: false });
  expect(page.textContent).toContain("Nothing has left this machine");
  expect(page.querySelector("[role=switch]")?.getAttribute("aria-checked")).toBe("true");
});

test("Requests are rows, older ones come on request, and what is written by others stays text", async () => {
  const { asked, tell, page } = await open();
  const hostile = entry("2", { provider: "<img src=x onerror=alert(1)>", outcome: "errorStatus", status: 500 });
  await tell({ type: "entries", everything: false, entries: [entry("3"), hostile], hasMore: true, append: false });
  await act(async () => button(page, "older")?.click());
  expect(asked.at(-1)).toEqual({ type: "list", everything: false, before: "2" });
  await tell({
    type: "entries",
    everything: false,
    entries: [entry("1", { host: "::1", isLoopback: true })],
    hasMore: false,
    append: true,
  });

  expect(page.querySelectorAll("tbody tr")).toHaveLength(3);
  expect(page.querySelector("img")).toBeNull();
  for (const words of ["https://models.example:443", "1,234", "Answered with status 500", "https://[::1]:443", "left this machine"])
    expect(page.textContent).toContain(words);
  expect(button(page, "older")).toBeUndefined();
});
