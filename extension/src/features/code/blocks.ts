import type { Log } from "../../infrastructure/log.js";

/** What can be done with a block of code of an answer, beyond copying it. */
export type CodeUse = "replaceSelection" | "applyToFile" | "runInTerminal";

export interface CodeBlock {
  text: string;
  /** VS Code's id, as far as it is known. */
  languageId: string;
  /** The file that the block says it belongs to. */
  fileName?: string;
}

/** Carries out what a block's button asks for. What does it runs only once it is needed. */
export async function useCode(use: CodeUse, block: CodeBlock, log: Log): Promise<void> {
  switch (use) {
    case "replaceSelection":
      return (await import("./replace-selection.js")).replaceSelection(block.text);
    case "applyToFile":
      return (await import("./apply-to-file.js")).applyToFile(block, log);
    case "runInTerminal":
      return (await import("./run-in-terminal.js")).runInTerminal(block);
  }
}
