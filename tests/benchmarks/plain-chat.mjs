// The least a script can do: asks one question and prints the answer as it comes. `ai-chat-local chat` is measured against it.
//   node plain-chat.mjs <base url>
const response = await fetch(`${process.argv[2]}/chat/completions`, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ model: "fake", stream: true, messages: [{ role: "user", content: "hi" }] }),
});
if (!response.ok || !response.body) throw new Error(`The server answered ${response.status}.`);
let rest = "";
for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
  const events = (rest + text).split("\n\n");
  rest = events.pop() ?? "";
  for (const event of events) {
    if (event !== "data: [DONE]") process.stdout.write(JSON.parse(event.slice("data: ".length)).choices[0]?.delta.content ?? "");
  }
}
