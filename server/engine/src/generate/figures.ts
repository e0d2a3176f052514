import type { EngineGenerateResult, StopReason } from "../../../../shared-protocol/generated/protocol";

/** Counts a reply while it runs, so that one that is stopped has its figures too. */
export class Figures {
  promptTokens = 0;
  evaluatedPromptTokens = 0;
  contextLength = 0;
  countCompletion: () => number = () => 0;
  #promptStart: number | undefined;
  #firstToken: number | undefined;
  #lastToken: number | undefined;

  promptBegins(): void {
    this.#promptStart = performance.now();
  }

  tokenCame(): void {
    this.#lastToken = performance.now();
    this.#firstToken ??= this.#lastToken;
  }

  result(stopReason: StopReason): EngineGenerateResult {
    const promptEnd = this.#firstToken ?? performance.now();
    return {
      stopReason,
      promptTokens: this.promptTokens,
      evaluatedPromptTokens: this.evaluatedPromptTokens,
      completionTokens: this.countCompletion(),
      promptMs: this.#promptStart === undefined ? 0 : promptEnd - this.#promptStart,
      generationMs: (this.#lastToken ?? 0) - (this.#firstToken ?? 0),
      contextLength: this.contextLength,
    };
  }
}
