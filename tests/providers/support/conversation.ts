/** The conversation of `ToolTalk.cs`: an image, two calls and their results. */
export const image = "data:image/png;base64,iVBORw==";
export const schema = { type: "object", properties: { city: { type: "string" } } };
export const question = "What is in it?";
export const answer = "Let me look.";
export const callArguments = { city: "Köln", days: 2 };
export const results = ["18 °C", '{"h":9}'] as const;
export const description = "Tells the weather.";

/** What the bodies of embeddings hold, in the order of their texts. */
export const vectors = [
  [0.5, -0.25, 0.125],
  [1, 0, 0],
];
