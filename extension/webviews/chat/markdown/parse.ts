import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

const extensions = [gfm()];
const mdastExtensions = [gfmFromMarkdown()];

/** GitHub's Markdown as a syntax tree. */
export const parse = (text: string): Root => fromMarkdown(text, { extensions, mdastExtensions });
