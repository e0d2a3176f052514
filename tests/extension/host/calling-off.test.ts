import { beforeEach, expect, test, vi } from "vitest";
import type { CancellationToken } from "vscode-jsonrpc/node";
import { deferred } from "./support/deferred.js";
import { FakeSidecar } from "./support/fake-sidecar.js";

/** What VS Code's notification with a progress offers: its button calls these. */
let cancel: () => void;
const repository = { inputBox: { value: "" }, log: () => Promise.resolve([]) };

vi.mock("vscode", () => ({
  ProgressLocation: { Notification: 15 },
  l10n: { t: (text: string) => text },
  window: {
    withProgress: (_: unknown, run: (progress: unknown, token: unknown) => unknown) => {
      const listeners: (() => void)[] = [];
      const token = { isCancellationRequested: false, onCancellationRequested: (listener: () => void) => listeners.push(listener) };
      cancel = () => {
        token.isCancellationRequested = true;
        for (const listener of listeners) listener();
      };
      return run({ report: () => undefined }, token);
    },
  },
}));
vi.mock("../../../extension/src/features/code/git.js", () => ({
  findRepository: () => Promise.resolve(repository),
  readChanges: () => Promise.resolve({ text: "diff", staged: true }),
}));
const { writeCommitMessage } = await import("../../../extension/src/features/code/commit-message.js");
const { withTransfer } = await import("../../../extension/src/features/transfer/progress.js");

beforeEach(() => (repository.inputBox.value = "what stood there"));

/** A sidecar whose answer to one question is the test's to end. */
function answering() {
  const reply = deferred<{ messageId: string; userMessageId: string; stopReason: "stop" | "cancelled"; model: string }>();
  let [token, replyId]: [CancellationToken | undefined, string] = [undefined, ""];
  const sidecar = new FakeSidecar().answer("chat/create", () => ({ chatId: "c1" })).answer("chat/delete", () => ({}));
  sidecar.answer("chat/send", (params, given) => {
    [token, replyId] = [given, params.replyId];
    return reply.promise;
  });
  const say = (text: string) => {
    sidecar.notify("chat/delta", { replyId, seq: 0, parts: [{ kind: "text", text }] });
  };
  const end = (stopReason: "stop" | "cancelled") => {
    reply.resolve({ messageId: "a", userMessageId: "q", stopReason, model: "m" });
  };
  return { sidecar, say, end, fail: reply.reject, isStopped: () => token?.isCancellationRequested };
}

test("A commit message that is called off gives back what stood there, and later words do not come in", async () => {
  const { sidecar, say, end, isStopped } = answering();
  const writing = writeCommitMessage(sidecar);
  await vi.waitFor(() => expect(sidecar.count("chat/send")).toBe(1));
  say("Add a button");
  expect(repository.inputBox.value).toBe("Add a button");
  cancel();
  expect(isStopped()).toBe(true);
  say(" that nobody wants");
  expect(repository.inputBox.value).toBe("Add a button");
  end("cancelled");
  await writing;
  expect(repository.inputBox.value).toBe("what stood there");
  expect(sidecar.asked.at(-1)).toEqual({ method: "chat/delete", params: { chatId: "c1" } });
});

test("A commit message that fails gives back what stood there, and one that ends stays", async () => {
  const failing = answering();
  const failed = writeCommitMessage(failing.sidecar);
  await vi.waitFor(() => expect(failing.sidecar.count("chat/send")).toBe(1));
  failing.say("Add");
  failing.fail(new Error("No model."));
  await expect(failed).rejects.toThrow("No model.");
  expect(repository.inputBox.value).toBe("what stood there");

  const { sidecar, say, end } = answering();
  const writing = writeCommitMessage(sidecar);
  await vi.waitFor(() => expect(sidecar.count("chat/send")).toBe(1));
  say("Add a button");
  end("stop");
  await writing;
  expect(repository.inputBox.value).toBe("Add a button");
});

test("An export that is called off is stopped and is no failure; another failure is one", async () => {
  const sidecar = new FakeSidecar();
  const stopped = deferred<string>();
  const running = withTransfer(sidecar, "Exporting", (_, token) => {
    token.onCancellationRequested(() => stopped.reject(new Error("Cancelled.")));
    return stopped.promise;
  });
  cancel();
  expect(await running).toBeUndefined();
  await expect(withTransfer(sidecar, "Exporting", () => Promise.reject(new Error("The disk is full.")))).rejects.toThrow(
    "The disk is full.",
  );
});
