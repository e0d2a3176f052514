import type { Literal } from "mdast";
import type { Extension as MdastExtension } from "mdast-util-from-markdown";
import type { Code, Construct, Extension, State, Tokenizer } from "micromark-util-types";
import { markdownLineEnding, markdownLineEndingOrSpace } from "micromark-util-character";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    formula: "formula";
    formulaMark: "formulaMark";
    formulaData: "formulaData";
  }
}

/** A formula within a line of text. */
export interface InlineMath extends Literal {
  type: "inlineMath";
  /** Whether it is set in a line of its own. */
  display: boolean;
  /** The line that was read last. */
  line?: number;
}

declare module "mdast" {
  interface PhrasingContentMap {
    inlineMath: InlineMath;
  }
  interface RootContentMap {
    inlineMath: InlineMath;
  }
}

const [dollar, backslash, leftParenthesis, leftBracket] = [36, 92, 40, 91];
const closers = new Map<Code, number>([
  [leftParenthesis, 41],
  [leftBracket, 93],
]);

const isDigit = (code: Code): boolean => code !== null && code >= 48 && code <= 57;
const isWord = (code: Code): boolean => code !== null && (isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122));

/**
 * `$…$` and `$$…$$`. A single sign that opens must have no word before and no space after it, one that closes no space before and no digit
 * after it: prices such as $5 and $10 stay text.
 */
const tokenizeDollars: Tokenizer = function (effects, ok, nok) {
  let size = 0;
  let closing = 0;
  let last: Code = null;
  const open: State = (code) => {
    if (code === dollar && size < 2) {
      effects.consume(code);
      size++;
      return open;
    }
    if (code === null || code === dollar || (size === 1 && markdownLineEndingOrSpace(code))) return nok(code);
    effects.exit("formulaMark");
    return between(code);
  };
  const between: State = (code) => {
    if (code === null) return nok(code);
    if (markdownLineEnding(code)) {
      last = code;
      effects.enter("lineEnding");
      effects.consume(code);
      effects.exit("lineEnding");
      return between;
    }
    if (code === dollar) {
      if (size === 1 && (last === null || markdownLineEndingOrSpace(last))) return nok(code);
      effects.enter("formulaMark");
      closing = 0;
      return close(code);
    }
    effects.enter("formulaData");
    return data(code);
  };
  const data: State = (code) => {
    if (code === null || code === dollar || markdownLineEnding(code)) {
      effects.exit("formulaData");
      return between(code);
    }
    last = code;
    effects.consume(code);
    return code === backslash ? escaped : data;
  };
  const escaped: State = (code) => {
    if (code !== dollar && code !== backslash) return data(code);
    last = code;
    effects.consume(code);
    return data;
  };
  const close: State = (code) => {
    if (code === dollar && closing < size) {
      effects.consume(code);
      closing++;
      return close;
    }
    if (closing < size || code === dollar || (size === 1 && isDigit(code))) return nok(code);
    effects.exit("formulaMark");
    effects.exit("formula");
    return ok(code);
  };
  return (code) => {
    effects.enter("formula");
    effects.enter("formulaMark");
    return open(code);
  };
};

/** `\(…\)` and `\[…\]`. */
const tokenizeBrackets: Tokenizer = function (effects, ok, nok) {
  let closer: Code = null;
  let empty = true;
  const open: State = (code) => {
    closer = closers.get(code) ?? null;
    if (closer === null) return nok(code);
    effects.consume(code);
    effects.exit("formulaMark");
    return between;
  };
  const between: State = (code) => {
    if (code === null) return nok(code);
    if (markdownLineEnding(code)) {
      effects.enter("lineEnding");
      effects.consume(code);
      effects.exit("lineEnding");
      return between;
    }
    if (code === backslash) {
      return effects.check({ tokenize: closes, partial: true }, end, begin)(code);
    }
    return begin(code);
  };
  const begin: State = (code) => {
    empty = false;
    effects.enter("formulaData");
    effects.consume(code);
    return code === backslash ? escaped : data;
  };
  const data: State = (code) => {
    if (code === null || code === backslash || markdownLineEnding(code)) {
      effects.exit("formulaData");
      return between(code);
    }
    effects.consume(code);
    return data;
  };
  const escaped: State = (code) => {
    if (code === null || markdownLineEnding(code)) return data(code);
    effects.consume(code);
    return data;
  };
  const closes: Tokenizer = function (inner, yes, no) {
    const second: State = (code) => {
      if (code !== closer) return no(code);
      inner.consume(code);
      inner.exit("formulaMark");
      return yes;
    };
    return (code) => {
      inner.enter("formulaMark");
      inner.consume(code);
      return second;
    };
  };
  const end: State = (code) => {
    if (empty) return nok(code);
    effects.enter("formulaMark");
    effects.consume(code);
    return endSecond;
  };
  const endSecond: State = (code) => {
    effects.consume(code);
    effects.exit("formulaMark");
    effects.exit("formula");
    return ok;
  };
  return (code) => {
    effects.enter("formula");
    effects.enter("formulaMark");
    effects.consume(code);
    return open;
  };
};

const dollars: Construct = { name: "dollars", tokenize: tokenizeDollars, previous: (code) => !isWord(code) && code !== dollar };
const brackets: Construct = { name: "brackets", tokenize: tokenizeBrackets };

/** The syntax of formulas, for micromark. */
export const mathSyntax: Extension = { text: { [dollar]: dollars, [backslash]: brackets } };

/** Formulas as nodes of the syntax tree. */
export const mathFromMarkdown: MdastExtension = {
  enter: {
    formula(token) {
      this.enter({ type: "inlineMath", value: "", display: false }, token);
    },
  },
  exit: {
    formulaMark(token) {
      const node = this.stack.at(-1);
      if (node?.type === "inlineMath" && this.sliceSerialize(token).match(/^(?:\$\$|\\\[)$/)) node.display = true;
    },
    formulaData(token) {
      const node = this.stack.at(-1);
      if (node?.type !== "inlineMath") return;
      const isNextLine = node.line !== undefined && token.start.line > node.line;
      node.value += `${isNextLine ? "\n" : ""}${this.sliceSerialize(token)}`;
      node.line = token.end.line;
    },
    formula(token) {
      this.exit(token);
    },
  },
};
