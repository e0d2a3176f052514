import { useEffect, useRef, useState } from "react";
import type { CodeChunk } from "./code-lines.js";
import { CodeColours, Highlighting, type ColouredChunk } from "./highlighting.js";

const highlighting = new Highlighting(async (answered) => {
  // A webview may start a worker from its own memory alone.
  const { default: source } = await import("./highlight-worker.js?source");
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(address);
  worker.addEventListener("message", ({ data }: MessageEvent<Parameters<typeof answered>[0]>) => {
    answered(data);
  });
  return (ask) => {
    worker.postMessage(ask);
  };
});

/** The colours of code that may still grow; none until its grammar is loaded. */
export function useColours(chunks: readonly CodeChunk[], language: string): readonly ColouredChunk[] {
  const [found, setFound] = useState<string>();
  const loaded = found === language || highlighting.isLoaded(language);
  const [coloured, setColoured] = useState<readonly ColouredChunk[]>([]);
  const colours = useRef<CodeColours>(undefined);
  useEffect(() => {
    if (loaded) return;
    let shown = true;
    // A grammar that does not load leaves the code plain: still all there.
    highlighting.load(language).then(
      (there) => shown && there && setFound(language),
      () => undefined,
    );
    return () => {
      shown = false;
    };
  }, [language, loaded]);
  useEffect(() => {
    if (!loaded) return;
    const following = (colours.current = new CodeColours(highlighting, language, setColoured));
    return () => {
      following.dispose();
    };
  }, [language, loaded]);
  useEffect(() => {
    colours.current?.follow(chunks);
  }, [chunks, language, loaded]);
  return coloured;
}
