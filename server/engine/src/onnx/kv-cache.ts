import { DynamicCache, Tensor } from "@huggingface/transformers";

/** What a model has read: its tokens, and the keys and values that it made of them. */
export class KvCache {
  #tensors = new DynamicCache();
  #tokens: number[] = [];

  get length(): number {
    return this.#tokens.length;
  }

  get tensors(): DynamicCache {
    return this.#tensors;
  }

  /** Forgets all from the first token on that differs; at least the last one has to be read again. */
  keepCommon(tokens: readonly number[]): void {
    const limit = Math.min(this.#tokens.length, tokens.length - 1);
    let common = 0;
    while (common < limit && this.#tokens[common] === tokens[common]) common++;
    if (common === this.#tokens.length) return;
    const entries = Object.entries(this.#tensors);
    // Some models keep a state that cannot be cut: those read everything again.
    if (common === 0 || entries.some(([name, tensor]) => !name.startsWith("past_key_values.") || tensor.dims.length !== 4)) {
      this.clear();
      return;
    }
    this.#tensors = new DynamicCache(Object.fromEntries(entries.map(([name, tensor]) => [name, cut(tensor, common)])));
    this.#tokens.length = common;
  }

  /** Takes the outputs of a step over. */
  add(tokens: readonly number[], outputs: Record<string, Tensor>): void {
    const present = Object.entries(outputs).filter(([name]) => name.startsWith("present"));
    this.#tensors.update(
      Object.fromEntries(
        present.map(([name, tensor]) => [
          name.replace(/^present(_[a-z]+)?/, (_, kind: string | undefined) => (kind ? `past${kind}` : "past_key_values")),
          tensor,
        ]),
      ),
    );
    this.#tokens.push(...tokens);
  }

  clear(): void {
    this.#tensors = new DynamicCache();
    this.#tokens = [];
  }
}

/** The first `length` positions of a tensor of the form batch, heads, positions, width; the batch is one. */
function cut(tensor: Tensor, length: number): Tensor {
  const [batch = 1, heads = 1, positions = 1, width = 1] = tensor.dims;
  const data = tensor.data as Float32Array;
  const kept = data.slice(0, batch * heads * length * width);
  for (let head = 0; head < batch * heads; head++) {
    kept.set(data.subarray(head * positions * width, (head * positions + length) * width), head * length * width);
  }
  return new Tensor(tensor.type, kept, [batch, heads, length, width]);
}
