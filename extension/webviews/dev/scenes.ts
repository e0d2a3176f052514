import type { ToHost, ToView } from "../../src/features/chat/messages.js";
import type { SavedState } from "../chat/host.js";
import { rich, rightToLeft } from "./rich.js";
import {
  tiny,
  models,
  labels,
  markdown,
  image,
  question,
  reply,
  failed,
  tooLong,
  started,
  shows,
  saved,
  exchange,
  cloud,
  sideBySide,
  waiting,
  missing,
  found,
  withOwn,
} from "./made-up.js";

export interface Scene {
  /** What the host says after `ready`. */
  script: ToView[];
  saved?: { chatId?: string } & SavedState;
  /** The text that is streamed as an answer to every question. */
  text?: string;
  answer?: (message: ToHost) => ToView[];
}

export const scenes: Record<string, Scene> = {
  rich: { script: started(models, tiny.model), saved, answer: shows([question("q1", "Show me everything."), reply("a1", rich)]) },
  chat: { script: started(models, tiny.model), saved, answer: shows(exchange) },
  rightToLeft: {
    script: [...started(models, tiny.model), { type: "keptDrafts", drafts: [{ chatId: "c0", questions: waiting.slice(2) }] }],
    saved: { ...saved, drafts: { c0: "ואיך כותבים? עם `File.WriteAllLines`, אולי" } },
    answer: shows([
      question("q1", "איך קוראים קובץ שורה אחר שורה ב-C# בלי לטעון את כולו?\nFile.ReadLines או StreamReader?"),
      reply("a1", rightToLeft, {
        parts: [
          { kind: "thinking", text: "המשתמש רוצה שורות. **Streams** אם כן." },
          { kind: "text", text: rightToLeft },
        ],
      }),
      question("q2", "وماذا عن الكتابة؟"),
      reply("a2", "لا يجيب.", { ...failed, parts: [{ kind: "text", text: "بدأ الجواب" }] }),
    ]),
  },
  branches: {
    script: [...started(models, tiny.model), labels],
    saved,
    answer: shows([
      { ...question("q1", "How do I read a file?"), siblings: ["q0", "q1"] },
      reply("a1", "With `File.ReadLines`.", { siblings: ["a0", "a1", "a2"], rating: "up" }),
      question("q2", "Count to a thousand."),
      reply("a2", "One, two, three, four, five, six, sev", { cut: true }),
    ]),
  },
  settings: {
    script: [...started(models, tiny.model), { type: "showSettings" }],
    saved,
    answer: withOwn,
  },
  own: {
    script: started(models, tiny.model),
    saved,
    answer: withOwn,
  },
  shortcuts: { script: [...started(models, tiny.model), { type: "showShortcuts" }] },
  newSettings: { script: [...started(models, tiny.model), { type: "showSettings" }] },
  columns: {
    script: started(models, tiny.model),
    saved: { ...saved, compareWith: ["ollama/qwen3:8b", cloud.model] },
    answer: sideBySide(reply("a1", markdown), reply("a2", `${rich}\n\n${markdown}`, cloud)),
  },
  columnsFailed: {
    script: started(models, tiny.model),
    saved: { ...saved, compareWith: ["ollama/qwen3:8b", "gone/away"] },
    answer: sideBySide(
      reply("a1", "With `File.ReadLines`, which reads one line at a time.", { status: "cancelled" }),
      reply("a2", "", failed),
      reply("a3", markdown, cloud),
    ),
  },
  columnsLive: {
    script: started(models, tiny.model),
    saved: { drafts: {}, compareWith: ["ollama/qwen3:8b", cloud.model] },
    text: markdown.repeat(2),
  },
  queue: {
    script: [...started(models, tiny.model), { type: "keptDrafts", drafts: [{ chatId: "c0", questions: waiting }] }],
    saved,
    answer: shows(exchange.slice(0, 1), markdown.slice(0, 620)),
  },
  queueHalted: {
    script: [...started(models, tiny.model), { type: "keptDrafts", drafts: [{ chatId: "c0", questions: waiting }] }],
    saved,
    answer: shows(exchange),
  },
  temporary: { script: [...started(models, tiny.model), { type: "newChat", temporary: true }] },
  pictures: {
    script: [
      ...started([{ ...tiny, capabilities: ["chat", "vision"] }, ...models.slice(1)], tiny.model),
      { type: "attach", parts: [image("screenshot with a rather long name.png"), image("b.png")] },
    ],
    saved,
    answer: shows([
      { ...question("q1", "What do these show?"), parts: [image("a.png"), image("b.png"), { kind: "text", text: "What do these show?" }] },
    ]),
  },
  blind: { script: [...started(models, tiny.model), { type: "attach", parts: [image("screenshot.png")] }] },
  streaming: { script: started(models, tiny.model), saved, answer: shows(exchange.slice(0, 1), markdown.slice(0, 620)) },
  live: { script: started(models, tiny.model), text: markdown.repeat(4) },
  failed: {
    script: started(models, "ollama/qwen3:8b"),
    saved,
    answer: shows([
      question("q1", "First?"),
      reply("a1", "It began to", { status: "cancelled" }),
      question("q2", "Second?"),
      reply("a2", "Another", { status: "interrupted" }),
      question("q3", "Third?"),
      reply("a3", "", failed),
    ]),
  },
  overflow: {
    script: started(models, "ollama/qwen3:8b"),
    saved,
    answer: shows([...exchange, question("q2", "And now?"), reply("a2", "", tooLong)]),
  },
  empty: { script: started(models, tiny.model) },
  first: { script: [...started([missing], undefined), found] },
  none: { script: started([], undefined) },
  loading: { script: started(models, tiny.model), saved, answer: () => [] },
  restarting: {
    script: [
      ...started(models, tiny.model),
      { type: "sidecar", sidecar: { state: "restarting", attempt: 2, inMs: 8000, reason: "It ended with code 139." } },
    ],
    saved,
    answer: shows(exchange),
  },
  broken: {
    script: [
      {
        type: "sidecar",
        sidecar: {
          state: "failed",
          error: { message: "The sidecar does not start.", data: { kind: "spawn", fix: "Look into the log.", retryable: false } },
        },
      },
    ],
  },
  long: {
    script: started(models, tiny.model),
    saved,
    answer: shows(
      Array.from({ length: 5000 }, (_, index) => [question(`q${index}`, `Question ${index}`), reply(`a${index}`, markdown)]).flat(),
    ),
  },
};
