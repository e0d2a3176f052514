import { useEffect, useRef, useState } from "react";
import type { CodeChunk } from "./code-lines.js";
import { GrowingCode, isLoaded, loadLanguage, type ColouredChunk } from "./highlighter.js";

/** Colouring takes so long at once at most, in milliseconds, and leaves time for everything else in between. */
const slice = 6;
const breath = 16;
/** So long it waits for more of a text that grows. */
const pause = 80;

/** The colours of code that may still grow: they follow its text a little later, in short slices, and not in each frame. */
export function useColours(chunks: readonly CodeChunk[], language: string): readonly ColouredChunk[] {
  const [growing] = useState(() => new GrowingCode(language));
  const [loaded, setLoaded] = useState(() => isLoaded(language));
  const [coloured, setColoured] = useState<readonly ColouredChunk[]>([]);
  const latest = useRef(chunks);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (loaded) return;
    let shown = true;
    // A grammar that does not load leaves the code plain: still all there.
    loadLanguage(language).then(
      (found) => shown && found && setLoaded(true),
      () => undefined,
    );
    return () => {
      shown = false;
    };
  }, [language, loaded]);
  useEffect(() => {
    latest.current = chunks;
    if (!loaded || timer.current !== undefined) return;
    const work = (): void => {
      const until = performance.now() + slice;
      let [some, more] = [false, true];
      while (more && performance.now() < until) {
        more = growing.next(latest.current);
        some ||= more;
      }
      timer.current = more ? setTimeout(work, breath) : undefined;
      if (some) setColoured(growing.coloured);
    };
    // The first colours come at once.
    timer.current = setTimeout(work, growing.coloured.length === 0 ? 0 : pause);
  }, [chunks, loaded, growing]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return coloured;
}
