import type { Nodes } from "mdast";

const strong = /(\p{Script=Hebrew}|\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko})|\p{L}/u;

/**
 * The direction that a list or a quotation is read in, by its first letter. `dir="auto"` would not do: a browser leaves out what has a
 * direction of its own, as the paragraphs in them have.
 */
export function directionOf(node: Nodes): "ltr" | "rtl" | undefined {
  if ("value" in node && node.type === "text") {
    const letter = strong.exec(node.value);
    return letter ? (letter[1] === undefined ? "ltr" : "rtl") : undefined;
  }
  if (!("children" in node)) return undefined;
  for (const child of node.children) {
    const found = directionOf(child);
    if (found) return found;
  }
  return undefined;
}
