// The least chat that an extension can have: it asks the server itself and appends what comes to one text. No Markdown, no history, no
// sidecar. What came within a frame is one message to the view, as anybody would do it.
const { readFileSync } = require("node:fs");
const vscode = require("vscode");

const frameMs = 16;

const page = (/** @type {string} */ nonce) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'" />
    <style nonce="${nonce}">
      html, body { height: 100%; margin: 0; }
      body { display: flex; flex-direction: column; }
      main { flex: 1; min-height: 0; overflow-y: auto; }
      p { white-space: pre-wrap; overflow-wrap: anywhere; }
    </style>
  </head>
  <body>
    <main></main>
    <button type="button">New</button>
    <label><input type="checkbox" />With earlier messages</label>
    <textarea aria-label="Question" rows="3"></textarea>
    <script nonce="${nonce}">
      const host = acquireVsCodeApi();
      const [list, button, earlier, input] = ["main", "button", "input", "textarea"].map((name) => document.querySelector(name));
      let answer;
      const add = (text) => {
        const said = list.appendChild(document.createElement("p")).appendChild(document.createTextNode(text));
        list.scrollTop = list.scrollHeight;
        return said;
      };
      button.addEventListener("click", () => list.replaceChildren());
      input.addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        add(input.value);
        answer = undefined;
        host.postMessage({ question: input.value, earlier: earlier.checked });
        input.value = "";
      });
      addEventListener("message", ({ data }) => {
        answer ??= add("");
        answer.appendData(data);
        list.scrollTop = list.scrollHeight;
      });
    </script>
  </body>
</html>`;

/** What a client that keeps a conversation sends before its question. */
const earlierMessages = () => JSON.parse(readFileSync(vscode.workspace.getConfiguration("bareChat").get("earlier"), "utf8"));

/** Asks, and calls back with the words as they come. */
async function ask(/** @type {object[]} */ messages, /** @type {(text: string) => void} */ onText) {
  const url = vscode.workspace.getConfiguration("bareChat").get("url");
  const response = await fetch(`${url}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ model: "fake", stream: true, messages }),
  });
  let rest = "";
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const events = (rest + text).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) {
      const data = event.slice("data: ".length);
      const word = data === "[DONE]" ? undefined : JSON.parse(data).choices[0]?.delta.content;
      if (word) onText(word);
    }
  }
}

exports.activate = (/** @type {import("vscode").ExtensionContext} */ context) => {
  let read;
  const provider = {
    resolveWebviewView({ webview }) {
      webview.options = { enableScripts: true };
      webview.onDidReceiveMessage(async ({ question, earlier }) => {
        let [text, timer] = ["", undefined];
        const flush = () => {
          timer = undefined;
          if (text !== "") void webview.postMessage(text);
          text = "";
        };
        let first = true;
        const before = earlier ? (read ??= earlierMessages()) : [];
        await ask([...before, { role: "user", content: question }], (word) => {
          text += word;
          if (first) flush();
          else timer ??= setTimeout(flush, frameMs);
          first = false;
        });
        clearTimeout(timer);
        flush();
      });
      webview.html = page(Math.random().toString(36).slice(2));
    },
  };
  context.subscriptions.push(
    vscode.window.registerWebviewViewProvider("bareChat.view", provider, { webviewOptions: { retainContextWhenHidden: true } }),
  );
};
