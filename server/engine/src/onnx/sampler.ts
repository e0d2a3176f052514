import type { EngineSampling } from "../../../../shared-protocol/generated/protocol";
import { samplingDefaults as defaults } from "../generate/sampling-defaults";

interface Candidate {
  readonly token: number;
  readonly logit: number;
}

/** Below this distance from the best logit a token is never drawn: its share is under one in ten billion. */
const reach = 24;

/** Chooses the next token as llama.cpp does: penalty, top-k, top-p, min-p, temperature, draw. */
export class Sampler {
  readonly #random: () => number;
  readonly #temperature: number;
  readonly #topK: number;
  readonly #topP: number;
  readonly #minP: number;
  readonly #penalty: number;

  constructor(sampling: EngineSampling) {
    this.#random = randomFrom(sampling.seed ?? Math.floor(Math.random() * 2 ** 31));
    this.#temperature = sampling.temperature ?? defaults.temperature;
    this.#topK = sampling.topK ?? defaults.topK;
    this.#topP = sampling.topP ?? defaults.topP;
    this.#minP = sampling.minP ?? defaults.minP;
    this.#penalty = sampling.repeatPenalty ?? defaults.repeatPenalty;
  }

  /**
   * @param logits one number a token of the vocabulary; changed in place
   * @param written the answer so far
   */
  choose(logits: Float32Array, written: readonly number[]): number {
    this.#penalise(logits, written);
    const best = indexOfLargest(logits);
    if (this.#temperature <= 0) return best;
    const candidates = this.#filter(this.#candidates(logits, logits[best] ?? 0));
    const weights = candidates.map(({ logit }) => Math.exp((logit - (logits[best] ?? 0)) / this.#temperature));
    let left = this.#random() * sum(weights);
    for (const [index, weight] of weights.entries()) {
      left -= weight;
      if (left < 0) return candidates[index]?.token ?? best;
    }
    return best;
  }

  #penalise(logits: Float32Array, written: readonly number[]): void {
    if (this.#penalty === 1) return;
    for (const token of new Set(written.slice(-defaults.penalisedTokens))) {
      const logit = logits[token];
      if (logit !== undefined) logits[token] = logit > 0 ? logit / this.#penalty : logit * this.#penalty;
    }
  }

  /** The best ones, the best first. */
  #candidates(logits: Float32Array, best: number): Candidate[] {
    const least = best - reach * Math.max(1, this.#temperature);
    const candidates: Candidate[] = [];
    for (let token = 0; token < logits.length; token++) {
      const logit = logits[token] ?? 0;
      if (logit >= least) candidates.push({ token, logit });
    }
    candidates.sort((a, b) => b.logit - a.logit);
    return this.#topK > 0 ? candidates.slice(0, this.#topK) : candidates;
  }

  #filter(candidates: Candidate[]): Candidate[] {
    const best = candidates[0]?.logit ?? 0;
    const shares = candidates.map(({ logit }) => Math.exp(logit - best));
    const total = sum(shares);
    let covered = 0;
    const kept = candidates.filter((_, index) => {
      const share = shares[index] ?? 0;
      const wanted = index === 0 || (covered < this.#topP * total && share >= this.#minP);
      covered += share;
      return wanted;
    });
    return kept;
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

function indexOfLargest(numbers: Float32Array): number {
  let largest = 0;
  for (let index = 1; index < numbers.length; index++) if ((numbers[index] ?? 0) > (numbers[largest] ?? 0)) largest = index;
  return largest;
}

/** Numbers from 0 to below 1, the same for the same seed: a mix of a counter, which is enough for drawing words. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
