/** A message as an export holds it; what is absent, the file fills in. */
interface FileMessage {
  role: "user" | "assistant";
  parts: readonly object[];
  [more: string]: unknown;
}

export interface FileChat {
  title: string;
  messages: readonly FileMessage[];
  [more: string]: unknown;
}

export const text = (words: string): object => ({ kind: "text", text: words });

/** What an export of these chats holds, to be imported: each message follows the one before it, a second later. */
export function chatFile(chats: readonly FileChat[]): string {
  let made = 0;
  const next = (): string => String(++made).padStart(13, "0");
  const at = (seconds: number): string => new Date(Date.UTC(2026, 0, 1, 10) + seconds * 1000).toISOString();
  const filled = chats.map(({ messages, ...chat }) => {
    const id = next();
    let parentId: string | undefined;
    const told = messages.map((message, index) => {
      const own = { id: next(), parentId, status: "complete", createdAt: at(index), ...message };
      parentId = own.id;
      return own;
    });
    return { id, createdAt: at(0), updatedAt: at(messages.length), lastMessageId: parentId, ...chat, messages: told };
  });
  return JSON.stringify({ format: "ai-chat-local", version: 1, chats: filled });
}
