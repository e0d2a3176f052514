/** The usual values of llama.cpp, with a light penalty that keeps small models from repeating themselves. */
export const samplingDefaults = { temperature: 0.8, topK: 40, topP: 0.95, minP: 0.05, repeatPenalty: 1.1, penalisedTokens: 64 };
