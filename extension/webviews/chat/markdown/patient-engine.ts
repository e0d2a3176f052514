import type { PatternScanner, RegexEngine, RegexEngineString } from "shiki/types";

class OutOfTime extends Error {}

/**
 * Compiles the patterns of a grammar one by one, when a line needs them first, and stops that line once its time is over: a large grammar has
 * hundreds, and no frame waits for all of them. What is compiled stays so; the line is read again later, and gets further each time.
 */
export class PatientEngine implements RegexEngine {
  #until = Infinity;

  /** @param engine has a cache: a pattern that one scanner compiled is compiled for all */
  constructor(private readonly engine: RegexEngine) {}

  /** Reads lines; undefined: they were stopped after so many milliseconds. */
  within<T>(ms: number, read: () => T): T | undefined {
    this.#until = performance.now() + ms;
    try {
      return read();
    } catch (error) {
      if (error instanceof OutOfTime) return undefined;
      throw error;
    } finally {
      this.#until = Infinity;
    }
  }

  createString(text: string): RegexEngineString {
    return this.engine.createString(text);
  }

  createScanner(patterns: (string | RegExp)[]): PatternScanner {
    const cold = [...patterns];
    let scanner: PatternScanner | undefined;
    return {
      findNextMatchSync: (text, start, options) => {
        for (let pattern = cold.pop(); pattern !== undefined; pattern = cold.pop()) {
          // A browser compiles a pattern at its first use.
          this.engine.createScanner([pattern]).findNextMatchSync(text, start, options);
          if (performance.now() > this.#until) throw new OutOfTime();
        }
        scanner ??= this.engine.createScanner(patterns);
        return scanner.findNextMatchSync(text, start, options);
      },
    };
  }
}
