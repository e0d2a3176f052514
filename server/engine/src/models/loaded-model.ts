import { LlamaChat, type ChatWrapper, type Llama, type LlamaContext, type LlamaContextSequence, type LlamaModel } from "node-llama-cpp";
import { chatFormatOf } from "./chat-format";
import { readHeader, toLoadFailure } from "./load-failures";
import { defaultContextCap, type Allocation, type ModelInMemory } from "./model-in-memory";

/** Tokens that are evaluated in one go. llama.cpp's own default; a cancel waits for no more than one slice of the prompt. */
const batchSize = 512;

/** A GGUF model in memory with one context, whose cache holds the last conversation. */
export class LoadedModel implements ModelInMemory {
  private constructor(
    readonly modelPath: string,
    readonly model: LlamaModel,
    readonly format: ChatWrapper,
    readonly allocation: Allocation,
    readonly context: LlamaContext,
    readonly sequence: LlamaContextSequence,
    readonly chat: LlamaChat,
  ) {}

  static async load(
    llama: Llama,
    modelPath: string,
    allocation: Allocation,
    onProgress: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<LoadedModel> {
    await readHeader(modelPath);
    let model: LlamaModel | undefined;
    try {
      model = await llama.loadModel({ modelPath, onLoadProgress: onProgress, loadSignal: signal });
      return await LoadedModel.#open(modelPath, model, allocation);
    } catch (error) {
      await model?.dispose();
      throw signal.aborted ? signal.reason : toLoadFailure(modelPath, error);
    }
  }

  get contextSize(): number {
    return this.context.contextSize;
  }

  async reopen(allocation: Allocation): Promise<LoadedModel> {
    await this.context.dispose();
    try {
      return await LoadedModel.#open(this.modelPath, this.model, allocation);
    } catch (error) {
      await this.model.dispose();
      throw toLoadFailure(this.modelPath, error);
    }
  }

  async dispose(): Promise<void> {
    await this.context.dispose();
    await this.model.dispose();
  }

  static async #open(modelPath: string, model: LlamaModel, allocation: Allocation): Promise<LoadedModel> {
    const contextSize = allocation.contextLength ?? Math.min(model.trainContextSize, defaultContextCap);
    model.llama.maxThreads = allocation.threads;
    const context = await model.createContext({
      contextSize,
      batchSize: Math.min(batchSize, contextSize),
      threads: { ideal: allocation.threads, min: allocation.threads },
      flashAttention: "auto",
    });
    const sequence = context.getSequence();
    const format = chatFormatOf(model);
    return new LoadedModel(
      modelPath,
      model,
      format,
      allocation,
      context,
      sequence,
      new LlamaChat({ contextSequence: sequence, chatWrapper: format }),
    );
  }
}
