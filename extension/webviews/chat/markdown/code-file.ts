import { languageId } from "./languages.js";

const fileName = /^[\p{L}\p{N}_@.\-/\\ ()[\]+]*[\p{L}\p{N}_\-)\]]\.[\p{L}\p{N}]{1,12}$/u;

const isFileName = (text: string): boolean => text.length <= 260 && fileName.test(text) && !/^[\d.]+$/.test(text) && !text.includes("..");

export interface FenceInfo {
  language: string;
  fileName?: string;
}

/**
 * What a fence and the first line of its code say: `ts src/a.ts`, `ts:src/a.ts`, `ts title="src/a.ts"`, `src/a.ts`, or a comment with a
 * file's name and nothing else.
 */
export function fenceInfo(word: string, meta: string, code: string): FenceInfo {
  const [before = "", ...after] = word.split(":");
  const named = /(?:title|file|filename|path)=["']?([^"'\s}]+)/.exec(meta)?.[1];
  const candidates = [
    after.join(":"),
    named,
    meta.trim().replace(/:\d+(?:-\d+)?$/, ""),
    word.includes(".") ? word : undefined,
    commented(code),
  ];
  const found = candidates.find((each): each is string => each !== undefined && each !== "" && isFileName(each));
  const language = found === word ? (word.split(".").at(-1) ?? "") : after.length > 0 ? before : word;
  return { language, ...(found === undefined ? {} : { fileName: found }) };
}

function commented(code: string): string | undefined {
  const first = code.slice(0, 400).split("\n")[0] ?? "";
  return /^\s*(?:\/\/|#|--|;|\/\*|<!--)\s*(?:file(?:name)?|path)?:?\s*([^\s*]+\.[\p{L}\p{N}]+)\s*(?:\*\/|-->)?\s*$/iu.exec(first)?.[1];
}

/** Languages whose code a terminal runs; the host looks again. */
const shells = new Set(["bash", "fish", "console", "powershell", "bat", "cmd", "nushell"]);

export const isShell = (language: string): boolean => shells.has(languageId(language));
