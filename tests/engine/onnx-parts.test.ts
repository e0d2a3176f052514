import { describe, expect, it } from "vitest";
import { StopWords } from "../../server/engine/src/onnx/held-text";
import { Sampler } from "../../server/engine/src/onnx/sampler";
import { TextPieces } from "../../server/engine/src/onnx/text-pieces";
import { ThinkingTags } from "../../server/engine/src/onnx/thinking";

/** A text in every cut: whole, letter by letter, and in pieces of three. */
const cuts = (text: string) => [[text], Array.from(text), text.match(/.{1,3}/gs) ?? []];

describe("stop words", () => {
  const run = (text: string, words: string[]) =>
    cuts(text).map((pieces) => {
      const stops = new StopWords(words);
      return pieces.map((piece) => stops.push(piece)).join("") + stops.end();
    });

  it.each([
    ["one two three", ["two"], "one "],
    ["one two three", ["three", "two"], "one "],
    ["almost tw", ["two"], "almost tw"],
    ["aab", ["ab"], "a"],
    ["nothing", [], "nothing"],
  ])("cut %j at %j", (text, words, expected) => {
    expect(new Set(run(text, words))).toEqual(new Set([expected]));
  });
});

describe("thinking", () => {
  const run = (text: string, opened: boolean) =>
    cuts(text).map((pieces) => {
      const tags = new ThinkingTags(opened);
      const told = { thinking: "", text: "" };
      for (const { kind, text: piece } of [...pieces.flatMap((part) => tags.push(part)), ...tags.end()]) told[kind] += piece;
      return told;
    });

  it.each([
    ["<think>hm</think>\n\nyes", false, { thinking: "hm", text: "yes" }],
    ["\n<think>\nhm\n</think>yes", false, { thinking: "\nhm\n", text: "yes" }],
    ["hm</think> yes", true, { thinking: "hm", text: "yes" }],
    ["never closed </thin", true, { thinking: "never closed </thin", text: "" }],
    ["a <think> inside", false, { thinking: "", text: "a <think> inside" }],
    ["<thi", false, { thinking: "", text: "<thi" }],
    ["plain </think>", false, { thinking: "", text: "plain </think>" }],
  ])("is told apart in %j", (text, opened, expected) => {
    for (const told of run(text, opened)) expect(told).toEqual(expected);
  });
});

describe("pieces of text", () => {
  it("come when their characters are whole", () => {
    const bytes = [...new TextEncoder().encode("aé€😀!")];
    const pieces = new TextPieces((tokens) => new TextDecoder().decode(Uint8Array.from(tokens)));
    expect(bytes.map((byte) => pieces.push(byte)).filter((text) => text !== "")).toEqual(["a", "é", "€", "😀", "!"]);
    expect(pieces.end()).toBe("");
  });

  it("keep the space that a tokenizer leaves out before the first word", () => {
    const words = ["▁one", "▁two", "▁three"];
    const pieces = new TextPieces((tokens) =>
      tokens
        .map((token) => words[token])
        .join("")
        .replaceAll("▁", " ")
        .trimStart(),
    );
    expect([0, 1, 2].map((token) => pieces.push(token))).toEqual(["one", " two", " three"]);
  });

  it("end with what was never completed", () => {
    const pieces = new TextPieces((tokens) => new TextDecoder().decode(Uint8Array.from(tokens)));
    expect(pieces.push(0xe2)).toBe("");
    expect(pieces.end()).toBe("\ufffd");
  });
});

describe("the sampler", () => {
  const logits = () => Float32Array.from([1, 5, 4.9, 4.8, -3]);
  const drawn = (sampling: ConstructorParameters<typeof Sampler>[0]) => {
    const sampler = new Sampler({ repeatPenalty: 1, minP: 0, topP: 1, topK: 0, temperature: 1, seed: 1, ...sampling });
    return new Set(Array.from({ length: 400 }, () => sampler.choose(logits(), [])));
  };

  it.each([
    ["the best at temperature 0", { temperature: 0 }, [1]],
    ["the best of one", { topK: 1 }, [1]],
    ["the best two", { topK: 2 }, [1, 2]],
    ["what top-p covers", { topP: 0.5 }, [1, 2]],
    ["what min-p lets through", { minP: 0.85 }, [1, 2]],
    ["all that are likely", {}, [0, 1, 2, 3]],
  ])("draws %s", (_, sampling, expected) => {
    expect([...drawn(sampling)].filter((token) => token !== 4).sort()).toEqual(expected);
  });

  it("draws in the proportion of the weights", () => {
    const sampler = new Sampler({ repeatPenalty: 1, minP: 0, topP: 1, topK: 0, temperature: 1, seed: 5 });
    let first = 0;
    for (let draw = 0; draw < 4000; draw++) if (sampler.choose(Float32Array.from([Math.log(3), 0]), []) === 0) first++;
    expect(first / 4000).toBeGreaterThan(0.72);
    expect(first / 4000).toBeLessThan(0.78);
  });

  it("avoids what it wrote a moment ago", () => {
    const sampler = new Sampler({ repeatPenalty: 1.5, temperature: 0 });
    expect(sampler.choose(logits(), [1])).toBe(2);
    expect(sampler.choose(Float32Array.from([-1, -1.2]), [0])).toBe(1);
  });
});
