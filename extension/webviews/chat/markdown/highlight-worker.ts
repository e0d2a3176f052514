import { Highlighter, type Ask } from "./highlighter.js";

const highlighter = new Highlighter((answer) => {
  self.postMessage(answer);
});

// One after the other: what is asked of a grammar waits until it is read.
let last = Promise.resolve();
self.addEventListener("message", ({ data }: MessageEvent<Ask>) => {
  last = last.then(() => highlighter.ask(data));
});
