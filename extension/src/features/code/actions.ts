import { t } from "../../infrastructure/l10n.js";

/** What a question of the editor is about. `code`: the selection, else the function around the cursor, else the file. */
export type About = "code" | "changes";

export interface EditorAction {
  /** The last part of its command. */
  id: string;
  /** In the display language: it stands in the chat as the user's own, and models answer in the language of a question. */
  question: () => string;
  about: About;
  /** Whether what the editor says is wrong with the code is part of the question. */
  withProblems?: true;
}

/** What can be asked about code by a menu, a key, the light bulb or the palette. */
export const editorActions = [
  {
    id: "explainCode",
    question: () => t("Explain this code: what it does, how it works step by step, and what is surprising or risky in it."),
    about: "code",
  },
  {
    id: "fixCode",
    question: () =>
      t(
        "Find and fix what is wrong with this code. Say in a sentence what was wrong, then give the corrected code, complete, in one code block. Change nothing else.",
      ),
    about: "code",
    withProblems: true,
  },
  {
    id: "refactorCode",
    question: () =>
      t(
        "Refactor this code so that it is easier to read and to change, without changing what it does. Give the new code, complete, in one code block, then say briefly what changed and why.",
      ),
    about: "code",
  },
  {
    id: "documentCode",
    question: () =>
      t(
        "Write documentation comments for this code in the form that is usual for its language. Give the code with its comments, complete, in one code block; change nothing but comments.",
      ),
    about: "code",
  },
  {
    id: "writeTests",
    question: () =>
      t(
        "Write tests for this code with the test framework that is usual for its language: the usual cases, the edges, and what must fail. Give one code block with a whole test file.",
      ),
    about: "code",
  },
  {
    id: "reviewChanges",
    question: () =>
      t(
        "Review these changes as an experienced colleague: first what is wrong or could break, then what could be better, each with file and line and a suggestion. Leave out praise. Say so if nothing is wrong.",
      ),
    about: "changes",
  },
] as const satisfies readonly EditorAction[];

export type EditorActionId = (typeof editorActions)[number]["id"];

export interface Problem {
  line: number;
  severity: "error" | "warning" | "note";
  message: string;
  source?: string;
}

const mostProblems = 50;

const severities = { error: () => t("error"), warning: () => t("warning"), note: () => t("note") };

/** The question with what the editor says is wrong. */
export function withProblems(question: string, problems: readonly Problem[]): string {
  if (problems.length === 0) return question;
  const said = problems.slice(0, mostProblems).map(({ line, severity, message, source }) => {
    const by = source === undefined ? "" : ` (${source})`;
    return `- ${t("line {0}, {1}", line, severities[severity]())}${by}: ${message.replaceAll(/\s*\n\s*/g, " ")}`;
  });
  const more = problems.length > mostProblems ? [`- ${t("and {0} more", problems.length - mostProblems)}`] : [];
  return [question, "", t("The editor reports:"), ...said, ...more].join("\n");
}

export interface PromptParts {
  selection: string;
  languageId: string;
  file: string;
  input: string;
}

const placeholder = /\{\{\s*(selection|file|input)\s*\}\}/g;

export const asksForInput = (text: string): boolean => /\{\{\s*input\s*\}\}/.test(text);

export const holdsSelection = (text: string): boolean => /\{\{\s*selection\s*\}\}/.test(text);

/** A prompt of the library with its places filled in. Code stands in a fence that is longer than any in it. */
export function fillPrompt(text: string, { selection, languageId, file, input }: PromptParts): string {
  const filled: Record<string, string> = { selection: fenced(selection, languageId), file, input };
  return text.replaceAll(placeholder, (_, name: string) => filled[name] ?? "").trim();
}

export function fenced(code: string, languageId: string): string {
  const longest = Math.max(2, ...(code.match(/`{3,}/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${languageId}\n${code.replace(/\s+$/, "")}\n${fence}`;
}
