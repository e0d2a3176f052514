import type { SelectionPart } from "../../../../shared-protocol/generated/protocol.js";

/** A place in a document as VS Code counts: from 0. */
export interface Place {
  line: number;
  character: number;
}

export interface SelectedText {
  fileName: string;
  languageId: string;
  start: Place;
  end: Place;
  text: string;
}

/** @returns undefined where nothing but white space is selected */
export function toSelectionPart(selected: SelectedText): SelectionPart | undefined {
  if (selected.text.trim() === "") return undefined;
  // Whole lines are selected up to the start of the next one, which is not part of them.
  const wholeLines = selected.end.character === 0 && selected.end.line > selected.start.line;
  return {
    kind: "selection",
    fileName: selected.fileName.replaceAll("\\", "/"),
    languageId: selected.languageId,
    startLine: selected.start.line + 1,
    endLine: selected.end.line + (wholeLines ? 0 : 1),
    text: selected.text,
  };
}
