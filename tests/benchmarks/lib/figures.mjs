/** @param {number[]} values */
export const median = (values) => quantile(values, 0.5);

/** @param {number[]} values */
export function quantile(values, q) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

/**
 * Measures variants in turn, so that whatever else the machine does falls on all of them.
 * @template T
 * @param {number} rounds
 * @param {Record<string, () => Promise<T>>} variants
 * @returns {Promise<Record<string, T[]>>}
 */
export async function inTurn(rounds, variants) {
  /** @type {Record<string, T[]>} */
  const results = Object.fromEntries(Object.keys(variants).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of Object.entries(variants)) results[name].push(await measure());
  }
  return results;
}
