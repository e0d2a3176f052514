import { AutoModelForCausalLM, AutoTokenizer, Tensor, type PreTrainedModel, type PreTrainedTokenizer } from "@huggingface/transformers";
import type { StopReason } from "../../../../shared-protocol/generated/protocol";
import { tooLong } from "../generate/too-long";
import { t } from "../l10n";
import { toPrompt } from "./chat-prompt";
import { damaged, isObject, trainedLength, type OnnxFiles } from "./files";
import { StopWords } from "./held-text";
import { KvCache } from "./kv-cache";
import type { FromOnnx, ToOnnx } from "./messages";
import { Sampler } from "./sampler";
import { TextPieces } from "./text-pieces";
import { ThinkingTags, type AnswerPart } from "./thinking";

/** Tokens of a prompt that are read in one step: between two steps a cancel is seen and progress told. */
const sliceTokens = 128;

/** A model in memory that writes text. It remembers the conversation that it read last. */
export class TextModel {
  readonly #cache = new KvCache();
  readonly #ends: ReadonlySet<number>;

  private constructor(
    private readonly model: PreTrainedModel,
    private readonly tokenizer: PreTrainedTokenizer,
    private readonly config: Record<string, unknown>,
  ) {
    this.#ends = endTokens(model, config, tokenizer);
  }

  static async load({ folder, dtype, config }: OnnxFiles, modelPath: string, threads: number): Promise<TextModel> {
    try {
      const tokenizer = await AutoTokenizer.from_pretrained(folder, { local_files_only: true });
      const model = await AutoModelForCausalLM.from_pretrained(folder, {
        dtype,
        device: "cpu",
        local_files_only: true,
        session_options: { intraOpNumThreads: threads, interOpNumThreads: 1 },
      });
      return new TextModel(model, tokenizer, config);
    } catch (error) {
      throw damaged(modelPath, error);
    }
  }

  get trainedLength(): number | undefined {
    return trainedLength(this.config);
  }

  /** Answers; each token is told as it comes. */
  async generate(
    { messages, sampling, window, stop }: Extract<ToOnnx, { type: "generate" }>,
    tell: (message: FromOnnx) => void,
  ): Promise<StopReason> {
    const { tokens, thinkingOpened } = toPrompt(this.tokenizer, messages);
    const room = Math.min(sampling.maxTokens ?? Infinity, window - tokens.length - 1);
    if (room < 1) throw tooLong(tokens.length, window, this.trainedLength ?? window);
    // Quantised weights compute a little differently in other slices: the same seed gives the same answer only from the beginning.
    if (sampling.seed === undefined) this.#cache.keepCommon(tokens);
    else this.#cache.clear();
    tell({ type: "prompt", tokens: tokens.length, evaluated: tokens.length - this.#cache.length });

    let logits = await this.#read(tokens, stop, (fraction) => tell({ type: "progress", fraction }));
    const sampler = new Sampler(sampling);
    const pieces = new TextPieces((ids) => this.tokenizer.decode(ids, { skip_special_tokens: true, clean_up_tokenization_spaces: false }));
    const words = new StopWords(sampling.stop ?? []);
    const thinking = new ThinkingTags(thinkingOpened);
    const finish = (reason: StopReason): StopReason => {
      const rest: AnswerPart[] = reason === "cancelled" ? [] : thinking.push(words.push(pieces.end()) + words.end());
      const parts = [...rest, ...thinking.end()];
      if (parts.length > 0) tell({ type: "rest", parts });
      return reason;
    };
    const written: number[] = [];
    while (logits) {
      const token = sampler.choose(logits, written);
      if (this.#ends.has(token)) return finish("stop");
      written.push(token);
      tell({ type: "token", parts: thinking.push(words.push(pieces.push(token))) });
      if (words.stopped) return finish("stop");
      if (written.length >= room) return finish("length");
      logits = await this.#read([...tokens, ...written], stop);
    }
    return finish("cancelled");
  }

  /**
   * Reads what the cache lacks of the tokens.
   * @returns the logits of the token that comes next; undefined: it was stopped
   */
  async #read(tokens: readonly number[], stop: Int32Array, onProgress?: (fraction: number) => void): Promise<Float32Array | undefined> {
    const start = this.#cache.length;
    let logits: Float32Array | undefined;
    for (let from = start; from < tokens.length; from = this.#cache.length) {
      if (Atomics.load(stop, 0) !== 0) return undefined;
      onProgress?.((from - start) / (tokens.length - start));
      logits = await this.#step(tokens.slice(from, from + sliceTokens));
    }
    return logits;
  }

  async #step(tokens: readonly number[]): Promise<Float32Array> {
    const outputs = (await this.model.forward({
      input_ids: numbers(tokens),
      attention_mask: numbers(new Array<number>(this.#cache.length + tokens.length).fill(1)),
      num_logits_to_keep: new Tensor("int64", [1n], []),
      past_key_values: this.#cache.tensors,
    })) as Record<string, Tensor>;
    this.#cache.add(tokens, outputs);
    const { logits } = outputs;
    if (!logits) throw new Error(t("The model gives no logits: it does not write text."));
    const last = logits.to("float32");
    const data = last.data as Float32Array;
    return data.slice(data.length - (last.dims.at(-1) ?? 0));
  }
}

const numbers = (values: readonly number[]) => new Tensor("int64", BigInt64Array.from(values, BigInt), [1, values.length]);

/** The tokens that end an answer: models name them in any of these places. */
function endTokens(model: PreTrainedModel, config: Record<string, unknown>, tokenizer: PreTrainedTokenizer): Set<number> {
  const generation: unknown = model.generation_config;
  const inner = config["text_config"];
  const told = [generation, config, inner, tokenizer].map((place) => (isObject(place) ? place["eos_token_id"] : undefined));
  return new Set(told.flat().filter((id) => typeof id === "number"));
}
