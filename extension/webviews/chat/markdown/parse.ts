import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { mathFromMarkdown, mathSyntax } from "./math-syntax.js";

const extensions = [gfm(), mathSyntax];
const mdastExtensions = [gfmFromMarkdown(), mathFromMarkdown];

/** GitHub's Markdown, with formulas, as a syntax tree. */
export const parse = (text: string): Root => fromMarkdown(text, { extensions, mdastExtensions });
