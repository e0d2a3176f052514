import { heldLength } from "./held-text";

export interface AnswerPart {
  readonly kind: "text" | "thinking";
  readonly text: string;
}

const [opening, closing] = ["<think>", "</think>"];

/** Tells thinking from the answer: it stands between tags at the beginning, or the prompt has opened it already. */
export class ThinkingTags {
  #state: "start" | "thinking" | "afterThinking" | "text";
  #held = "";

  constructor(opened: boolean) {
    this.#state = opened ? "thinking" : "start";
  }

  push(piece: string): AnswerPart[] {
    let text = this.#held + piece;
    this.#held = "";
    const parts: AnswerPart[] = [];
    if (this.#state === "start") {
      const begun = text.trimStart();
      if (begun.length < opening.length && opening.startsWith(begun)) {
        this.#held = text;
        return parts;
      }
      this.#state = begun.startsWith(opening) ? "thinking" : "text";
      if (this.#state === "thinking") text = begun.slice(opening.length);
    }
    if (this.#state === "thinking") {
      const end = text.indexOf(closing);
      const held = end < 0 ? heldLength(text, [closing]) : 0;
      const thought = text.slice(0, end < 0 ? text.length - held : end);
      if (thought !== "") parts.push({ kind: "thinking", text: thought });
      if (end < 0) {
        this.#held = text.slice(text.length - held);
        return parts;
      }
      this.#state = "afterThinking";
      text = text.slice(end + closing.length);
    }
    // The lines between thinking and answer belong to neither.
    if (this.#state === "afterThinking") text = text.trimStart();
    if (text === "") return parts;
    this.#state = "text";
    parts.push({ kind: "text", text });
    return parts;
  }

  end(): AnswerPart[] {
    const held = this.#held;
    this.#held = "";
    return held === "" ? [] : [{ kind: this.#state === "thinking" ? "thinking" : "text", text: held }];
  }
}
