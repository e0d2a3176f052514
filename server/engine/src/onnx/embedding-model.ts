import { readFileSync } from "node:fs";
import path from "node:path";
import { AutoModel, AutoTokenizer, Tensor, type PreTrainedModel, type PreTrainedTokenizer } from "@huggingface/transformers";
import { normalised, textTooLong } from "../embed/vectors";
import { t } from "../l10n";
import { damaged, isObject, nameOf, trainedLength, type OnnxFiles } from "./files";
import type { ToOnnx } from "./messages";

/** A model in memory that makes vectors of texts. */
export class EmbeddingModel {
  private constructor(
    private readonly modelPath: string,
    private readonly model: PreTrainedModel,
    private readonly tokenizer: PreTrainedTokenizer,
    readonly trainedLength: number | undefined,
    private readonly takesFirst: boolean,
  ) {}

  static async load({ folder, dtype, config }: OnnxFiles, modelPath: string, threads: number): Promise<EmbeddingModel> {
    try {
      const tokenizer = await AutoTokenizer.from_pretrained(folder, { local_files_only: true });
      const model = await AutoModel.from_pretrained(folder, {
        dtype,
        device: "cpu",
        local_files_only: true,
        session_options: { intraOpNumThreads: threads, interOpNumThreads: 1 },
      });
      return new EmbeddingModel(modelPath, model, tokenizer, trainedLength(config), poolsByFirst(folder));
    } catch (error) {
      throw damaged(modelPath, error);
    }
  }

  /** One text after the other: texts of different lengths in one step would be padded to the longest. */
  async embed({ texts, stop }: Extract<ToOnnx, { type: "embed" }>): Promise<{ vectors: Float32Array[]; tokens: number }> {
    const tokenised = texts.map((text) => this.tokenizer.encode(text));
    const most = this.trainedLength ?? Infinity;
    const long = tokenised.findIndex((tokens) => tokens.length > most);
    if (long >= 0) throw textTooLong(nameOf(this.modelPath), long, tokenised[long]?.length ?? 0, most);
    const vectors: Float32Array[] = [];
    for (const tokens of tokenised) {
      if (Atomics.load(stop, 0) !== 0) break;
      vectors.push(normalised(await this.#vectorOf(tokens)));
    }
    return { vectors, tokens: tokenised.reduce((total, tokens) => total + tokens.length, 0) };
  }

  async #vectorOf(tokens: readonly number[]): Promise<Float32Array> {
    const row = (values: BigInt64Array) => new Tensor("int64", values, [1, tokens.length]);
    const outputs = (await this.model.forward({
      input_ids: row(BigInt64Array.from(tokens, BigInt)),
      attention_mask: row(new BigInt64Array(tokens.length).fill(1n)),
      token_type_ids: row(new BigInt64Array(tokens.length)),
    })) as Record<string, Tensor>;
    const whole = outputs["sentence_embedding"];
    if (whole) return floats(whole);
    const states = outputs["last_hidden_state"] ?? outputs["token_embeddings"];
    if (!states) throw new Error(t("The model gives neither a vector of the text nor of its words: it is no embedding model."));
    const width = states.dims.at(-1) ?? 0;
    const data = floats(states);
    return this.takesFirst ? data.slice(0, width) : mean(data, width);
  }
}

const floats = (tensor: Tensor) => tensor.to("float32").data as Float32Array;

function mean(rows: Float32Array, width: number): Float32Array {
  const total = new Float32Array(width);
  for (let index = 0; index < rows.length; index++) total[index % width] = (total[index % width] ?? 0) + (rows[index] ?? 0);
  return total.map((sum) => (sum * width) / rows.length);
}

/** Sentence models tell in this file that the first word's vector stands for the text; otherwise it is the mean of all. */
function poolsByFirst(folder: string): boolean {
  try {
    const pooling: unknown = JSON.parse(readFileSync(path.join(folder, "1_Pooling", "config.json"), "utf8"));
    return isObject(pooling) && pooling["pooling_mode_cls_token"] === true;
  } catch {
    return false;
  }
}
