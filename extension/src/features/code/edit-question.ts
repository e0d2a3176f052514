import { fenced } from "./actions.js";

export interface EditQuestion {
  fileName: string;
  languageId: string;
  before: string;
  code: string;
  after: string;
  instruction: string;
}

export const editSystemPrompt =
  "You edit a part of a file. Answer with the edited part alone, complete and in one code block, as it is to stand in the file: with its indentation, without the lines around it, without explanation. Change only what the instruction asks for.";

/** How many lines around the part a model is shown. */
export const linesBefore = 60;
export const linesAfter = 30;

export function editQuestion({ fileName, languageId, before, code, after, instruction }: EditQuestion): string {
  const part = (title: string, text: string): string[] => (text.trim() === "" ? [] : [title, fenced(text, languageId), ""]);
  return [
    `File: ${fileName}`,
    "",
    ...part("What stands before the part (for understanding only):", before),
    ...part("What stands after it (for understanding only):", after),
    code.trim() === "" ? "The part is an empty line: what you write is put there." : "The part to edit:",
    ...(code.trim() === "" ? [] : [fenced(code, languageId)]),
    "",
    `Instruction: ${instruction}`,
  ].join("\n");
}
