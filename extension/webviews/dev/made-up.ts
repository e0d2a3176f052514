import type { CommandKey, ToHost, ToView } from "../../src/features/chat/messages.js";
import { picture } from "./picture.js";
import type { ChatMessage, ChatSummary, ModelInfo, Preset } from "../../../shared-protocol/generated/protocol.js";

// What the scenes are made of: models, chats, messages, and what the host says of them.

const hours = (count: number): string => new Date(Date.now() - count * 3_600_000).toISOString();

export const tiny: ModelInfo = {
  model: "embedded/tinyllama-1.1b-chat",
  displayName: "TinyLlama 1.1B Chat",
  provider: "embedded",
  providerKind: "embedded",
  state: "loaded",
  leavesThisMachine: false,
  capabilities: ["chat"],
  canLoad: false,
  canUnload: false,
  sizeBytes: 668_788_096,
  quantization: "Q4_K_M",
  parameterSize: "1.1B",
  licence: "Apache-2.0",
  description: "A small model for first steps. It answers quickly on any machine, and is often wrong.",
};
export const models: ModelInfo[] = [
  tiny,
  {
    ...tiny,
    model: "ollama/qwen3:8b",
    displayName: "qwen3:8b",
    provider: "ollama",
    state: "available",
    sizeBytes: 5.2e9,
    parameterSize: "8.2B",
  },
  {
    ...tiny,
    model: "work/a-very-long-model-name-that-some-gateway-invented-2026-11-01-preview",
    displayName: "a-very-long-model-name-that-some-gateway-invented-2026-11-01-preview",
    provider: "work",
    state: "available",
    leavesThisMachine: true,
  },
];

const titles = [
  "Explain the framing of server.cs",
  "How do I read a file line by line in C# without loading all of it into memory, and what happens to the last line when it has no end, and why is that so often wrong in answers that one finds?",
  "שיחה מימין לשמאל",
  "Averyveryverylongtitlewithoutanyspacesthatcannotbebrokenanywhereatallandgoesonandon",
];
const chats: ChatSummary[] = Array.from({ length: 40 }, (_, index) => ({
  chatId: `c${index}`,
  title: titles[index] ?? `Chat number ${index}`,
  createdAt: hours(index * 7),
  updatedAt: hours(index * 7),
  model: index % 3 === 0 ? "ollama/qwen3:8b" : tiny.model,
  lastWords: "Use File.ReadLines, which reads one line at a time and keeps nothing.",
  ...(index < 2 ? { pinnedAt: hours(1) } : {}),
  ...(index % 4 === 1 ? { folder: "Work", tags: ["c#", "reading", "a-rather-long-tag"] } : {}),
}));
export const labels: ToView = { type: "labels", folders: [{ name: "Work", chats: 10 }], tags: [{ name: "c#", chats: 10 }] };

export const markdown = `Here is how it reads **one line at a time**, with [the documentation](https://example.org/docs).

## What happens

1. The stream is opened with \`FileOptions.SequentialScan\`.
2. Each line is *yielded*, nothing is kept.
   - also in a nested list

\`\`\`csharp
// Reads a file line by line.
public static async IAsyncEnumerable<string> ReadLinesAsync(string path)
{
    using var reader = new StreamReader(path, Encoding.UTF8);
    while (await reader.ReadLineAsync() is { } line)
        yield return line; // a rather long comment that makes this line wider than a narrow side bar is
    Console.WriteLine($"done after {42} lines");
}
\`\`\`

| Method | Memory | Speed |
|:-------|:------:|------:|
| ReadAllLines | all of it | 1.0 |
| ReadLines | one line | 1.1 |

- [x] done
- [ ] to do

> A quotation, and <b onclick="alert(1)">raw HTML</b>. ![a picture](https://example.org/a.png)
`;

export const image = (fileName: string) => ({ kind: "image" as const, mediaType: "image/png", fileName, data: picture });

export const question = (id: string, text: string): ChatMessage => ({
  messageId: id,
  role: "user",
  parts: [
    { kind: "selection", fileName: "src/server.cs", languageId: "csharp", startLine: 10, endLine: 42, text: "…" },
    { kind: "text", text },
  ],
  status: "complete",
  createdAt: hours(2),
  leavesThisMachine: false,
});

export const reply = (id: string, text: string, more: Partial<ChatMessage> = {}): ChatMessage => ({
  messageId: id,
  role: "assistant",
  parts: [
    { kind: "thinking", text: "The user wants lines. **Streams** then." },
    { kind: "text", text },
  ],
  status: "complete",
  createdAt: hours(2),
  model: tiny.model,
  leavesThisMachine: false,
  usage: {
    completionTokens: 380,
    tokensPerSecond: 42,
    timeToFirstTokenMs: 412,
    promptTokens: 96,
    durationMs: 9400,
    promptTokensPerSecond: 233,
  },
  ...more,
});

export const failed: Partial<ChatMessage> = {
  status: "failed",
  model: "ollama/qwen3:8b",
  parts: [],
  error: {
    message: "Ollama does not answer.",
    data: {
      kind: "unreachable",
      why: "Nothing listens on 127.0.0.1:11434.",
      fix: "Start Ollama, or choose another model.",
      detail: "connect ECONNREFUSED 127.0.0.1:11434",
      retryable: true,
    },
  },
};

/** It does not fit, and its window can be raised. */
export const tooLong: Partial<ChatMessage> = {
  status: "failed",
  model: "ollama/qwen3:8b",
  parts: [],
  error: {
    message: "The conversation does not fit into the context window of the model.",
    data: {
      kind: "contextTooLong",
      why: "It takes 6120 tokens and the window of qwen3:8b holds 4096: system prompt 120, earlier messages 4200, files 900, question 900.",
      fix: "Leave out the oldest messages, let them be summarised, give the model a larger window, or send it anyway.",
      retryable: false,
      context: {
        ...{ window: 4096, reserved: 512, system: 120, history: 4200, files: 900, question: 900 },
        ...{ estimated: false, raiseTo: 8192, raiseBytes: 469_762_048 },
      },
    },
  },
};

export const started = (list: ModelInfo[], model: string | undefined): ToView[] => [
  { type: "sidecar", sidecar: { state: "running" } },
  { type: "models", models: list, problems: [{ provider: "lab", message: "It does not answer.", fix: "Check that it runs." }], model },
  { type: "chats", chats, hasMore: false, append: false },
];
export const shows =
  (messages: ChatMessage[], running?: string) =>
  (message: ToHost): ToView[] => {
    const [chat] = chats;
    if (message.type !== "openChat" || message.chatId === undefined || !chat) return answers(message);
    const live = running === undefined ? {} : { running: { replyId: "r1", parts: [{ kind: "text" as const, text: running }] } };
    return [{ type: "chat", chat, messages, hasMore: false, prepend: false, ...live }];
  };
export const saved = { chatId: "c0", drafts: {} };
export const exchange = [question("q1", "How do I read a file line by line?"), reply("a1", markdown)];
export const cloud = { model: "work/a-very-long-model-name-that-some-gateway-invented-2026-11-01-preview", leavesThisMachine: true };
/** Answers to one question, the first of them the current one. */
export const sideBySide =
  (...messages: ChatMessage[]) =>
  (message: ToHost): ToView[] => {
    const siblings = messages.map(({ messageId }) => messageId);
    const told = shows([
      question("q1", "How do I read a file line by line?"),
      ...messages.slice(0, 1).map((each) => ({ ...each, siblings })),
    ])(message);
    return told.some(({ type }) => type === "chat") ? [...told, { type: "siblings", chatId: "c0", messageId: "a1", messages }] : told;
  };
export const waiting = [
  { text: "And how do I write one?", attachments: [] },
  {
    text: "Now the same with a stream that never ends, with cancellation, with back-pressure, and with a test for each of these please",
    attachments: [image("a.png")],
  },
  { text: "ואחר כך?", attachments: [] },
];
export const missing: ModelInfo = { ...tiny, state: "downloadable" };
export const found: ToView = {
  type: "found",
  providers: [
    {
      kind: "ollama",
      displayName: "Ollama",
      baseUrl: "http://127.0.0.1:11434",
      suggestedName: "ollama",
      models: ["qwen3:8b", "gemma3:4b"],
      version: "0.12.3",
    },
  ],
};

export const commandKeys: CommandKey[] = [
  { does: "New Chat", key: "ctrl+alt+; n", mac: "cmd+alt+; n", inEditor: false },
  { does: "Ask About Selection", key: "ctrl+alt+; a", mac: "cmd+alt+; a", inEditor: true },
  { does: "Accept Edit", key: "ctrl+enter", mac: "cmd+enter", inEditor: true },
];

export const presets: Preset[] = [
  {
    name: "Precise",
    models: [tiny.model],
    systemPrompt: "Answer exactly, and say what you do not know.",
    options: { temperature: 0.2, maxTokens: 800 },
  },
  { name: "A preset with a name that is far too long for the narrow side bar of a small window", models: [] },
];
const own = {
  model: tiny.model,
  systemPrompt: "Speak like a pirate, in verses of four lines.",
  options: { temperature: 0.7, stop: ["END"] },
};

export const withOwn = (message: ToHost): ToView[] =>
  shows(exchange)(message).map((told) => (told.type === "chat" ? { ...told, chat: { ...told.chat, ...own } } : told));

/** What the host answers where a scene says nothing of its own. */
export function answers(message: ToHost): ToView[] {
  if (message.type === "pull")
    return [
      {
        type: "pullProgress",
        pullId: message.pullId,
        phase: "downloading",
        completedBytes: 2.1e8,
        totalBytes: 6.68e8,
        bytesPerSecond: 1.2e7,
      },
    ];
  if (message.type !== "searchChats") return [];
  const hit = { messageId: "a1", chatId: "c0", chatTitle: titles[0] ?? "", role: "assistant" as const, createdAt: hours(50) };
  const snippet = `… reads a \uE000${message.query}\uE001 line by line, and keeps nothing …`;
  return [
    {
      type: "hits",
      query: message.query,
      hits: [
        { ...hit, snippet },
        { ...hit, messageId: "a2", snippet: `Only <b>text</b>: \uE000${message.query}\uE001` },
      ],
    },
  ];
}
