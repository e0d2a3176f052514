import { expect, test } from "vitest";
import { appendParts } from "../../../extension/src/features/chat/parts.js";
import type { MessagePart } from "../../../shared-protocol/generated/protocol.js";

const text = (words: string): MessagePart => ({ kind: "text", text: words });
const thinking = (words: string): MessagePart => ({ kind: "thinking", text: words });

test("Text of one kind continues the part before it", () => {
  const parts: MessagePart[] = [];
  appendParts(parts, [thinking("Hm"), thinking("m")]);
  appendParts(parts, [thinking("."), text("Be")]);
  appendParts(parts, [text("cause")]);
  expect(parts).toEqual([thinking("Hmm."), text("Because")]);
});

test("A long reply stays one part", () => {
  const parts: MessagePart[] = [];
  for (let i = 0; i < 20_000; i++) appendParts(parts, [text("word ")]);
  expect(parts).toEqual([text("word ".repeat(20_000))]);
});

test("A delta that was given is not changed", () => {
  const delta = [text("a")];
  const parts: MessagePart[] = [];
  appendParts(parts, delta);
  appendParts(parts, [text("b")]);
  expect(delta).toEqual([text("a")]);
});
