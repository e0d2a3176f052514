import { pattern } from "../state/find.js";

const all = "find";
const one = "find-current";

/** Elements that words stand in. */
const blockNames = "p, li, h3, h4, h5, h6, td, th, pre, .user-text, .footnote-text";

/** Where a text occurs in what is shown of an element. */
export function rangesOf(element: Element, query: string): Range[] {
  if (query.trim() === "") return [];
  const wanted = pattern(query);
  // What is looked for may stand in several pieces of text: a word of which is bold, say.
  return [...element.querySelectorAll(blockNames)]
    .filter((block) => !block.closest(".thinking"))
    .flatMap((block) => rangesIn(block, wanted));
}

function rangesIn(block: Element, wanted: RegExp): Range[] {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const pieces: { node: Text; start: number }[] = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    // Words of an inner block are found with that one.
    if (!(node instanceof Text) || node.parentElement?.closest(blockNames) !== block) continue;
    pieces.push({ node, start: text.length });
    text += node.data;
  }
  return [...text.matchAll(wanted)].flatMap((match) => {
    const range = document.createRange();
    const [from, to] = [match.index, match.index + match[0].length];
    const first = pieces.findLast(({ start }) => start <= from);
    const last = pieces.findLast(({ start }) => start < to);
    if (!first || !last) return [];
    range.setStart(first.node, from - first.start);
    range.setEnd(last.node, to - last.start);
    return [range];
  });
}

/** Marks ranges in the page, without touching its elements. */
export function highlight(ranges: readonly Range[], current: Range | undefined): void {
  // A browser that cannot mark them still finds them.
  if (!("highlights" in CSS)) return;
  CSS.highlights.set(all, new Highlight(...ranges));
  if (current) CSS.highlights.set(one, new Highlight(current));
  else CSS.highlights.delete(one);
}
