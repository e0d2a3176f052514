import { Highlighter, type Ask } from "./highlighter.js";

const highlighter = new Highlighter((answer) => {
  self.postMessage(answer);
});

self.addEventListener("message", ({ data }: MessageEvent<Ask>) => {
  void highlighter.ask(data);
});
