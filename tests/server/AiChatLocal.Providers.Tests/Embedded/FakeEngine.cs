namespace AiChatLocal.Providers.Tests.Embedded;

/// <summary>A small script in the place of the engine: the process, the pipes and the frames are real, the model is not.</summary>
internal static class FakeEngine
{
    /// <summary>Says one word and its process id; after "wait" it never ends its reply unless it is cancelled.</summary>
    public const string Script = """
        let input = Buffer.alloc(0);
        const send = (message) => {
          const body = JSON.stringify({ jsonrpc: "2.0", ...message });
          process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
        };
        const end = (id, stopReason) => send({ id, result: { stopReason, promptTokens: 5, evaluatedPromptTokens: 4, completionTokens: 3, promptMs: 100, generationMs: 200, contextLength: 512 } });
        const handlers = {
          "engine/initialize": (id) => send({ id, result: { engineVersion: "1", nodeVersion: "20", llamaCppRelease: "b1", physicalCores: 2 } }),
          "engine/status": (id) => send({ id, result: { loaded: [], residentBytes: 1 } }),
          "engine/embed": (id, { texts }) => {
            if (texts[0] === "fail") send({ id, error: { code: -32020, message: "Too long.", data: { kind: "contextTooLong", why: "9 of 5", retryable: false } } });
            else if (texts[0] !== "wait") send({ id, result: { vectors: texts.map((text) => [text.length, 0.5]), tokens: 7 } });
          },
          "engine/generate": (id, { replyId, messages }) => {
            send({ method: "engine/progress", params: { replyId, phase: "loadingModel", fraction: 0.5 } });
            send({ method: "engine/delta", params: { replyId, parts: [{ kind: "thinking", text: "hm" }, { kind: "text", text: `I am ${process.pid}` }] } });
            const text = messages.at(-1).text;
            if (text === "die") { process.stderr.write("GGML_ASSERT failed\n", () => process.abort()); return; }
            if (text === "fail") send({ id, error: { code: -32020, message: "Too long.", data: { kind: "contextTooLong", why: "9 of 5", retryable: false } } });
            else if (text !== "wait") end(id, "stop");
          },
          "$/cancelRequest": (_, { id }) => end(id, "cancelled"),
        };
        process.stdin.on("data", (data) => {
          input = Buffer.concat([input, data]);
          for (;;) {
            const head = input.indexOf("\r\n\r\n");
            const length = head < 0 ? NaN : Number(/Content-Length: (\d+)/i.exec(input.toString("latin1", 0, head))[1]);
            if (!(input.length >= head + 4 + length)) return;
            const { id, method, params } = JSON.parse(input.toString("utf8", head + 4, head + 4 + length));
            input = input.subarray(head + 4 + length);
            handlers[method](id, params);
          }
        });
        process.stdin.on("end", () => process.exit(0));
        """;
}
