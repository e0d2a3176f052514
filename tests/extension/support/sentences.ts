import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

export const root = path.resolve(import.meta.dirname, "../../..");

function* sources(folders: readonly string[]): Generator<ts.SourceFile> {
  for (const folder of folders) {
    for (const name of readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })) {
      const file = path.join(root, folder, name);
      if (/\.tsx?$/.test(name) && !name.endsWith(".d.ts"))
        yield ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
    }
  }
}

const isSentenceCall = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) && /^(t|(vscode\.)?l10n\.t)$/.test(node.expression.getText());

/** The key of a call: the sentence, followed by its comment where it has one. Undefined: it is no literal, so that nobody could translate it. */
function keyOf(argument: ts.Expression | undefined): string | undefined {
  if (argument && ts.isStringLiteralLike(argument)) return argument.text;
  if (!argument || !ts.isObjectLiteralExpression(argument)) return undefined;
  const field = (name: string): string | undefined => {
    const property = argument.properties.find((each) => each.name?.getText() === name);
    return property && ts.isPropertyAssignment(property) && ts.isStringLiteralLike(property.initializer)
      ? property.initializer.text
      : undefined;
  };
  const [message, comment] = [field("message"), field("comment")];
  return message === undefined || comment === undefined ? undefined : `${message}/${comment}`;
}

interface Sentences {
  /** As `vscode.l10n.t` and `t` of the views and of the engine look them up. */
  keys: ReadonlySet<string>;
  /** Those of them that have a form for each of the language's plural categories. */
  plurals: ReadonlySet<string>;
  /** Calls whose sentence is no literal. */
  unreadable: readonly string[];
}

/** Every sentence of the code in these folders of the repository. */
export function sentences(...folders: readonly string[]): Sentences {
  const keys = new Set<string>();
  const plurals = new Set<string>();
  const unreadable: string[] = [];
  for (const source of sources(folders)) {
    const visit = (node: ts.Node, isPlural: boolean): void => {
      if (isSentenceCall(node)) {
        const key = keyOf(node.arguments[0]);
        if (key === undefined) unreadable.push(`${path.relative(root, source.fileName)}: ${node.getText()}`);
        else keys.add(key);
        if (key !== undefined && isPlural) plurals.add(key);
      }
      const forms = ts.isCallExpression(node) && node.expression.getText() === "plural" ? node.arguments[0] : undefined;
      ts.forEachChild(node, (child) => visit(child, forms ? child === forms : isPlural));
    };
    visit(source, false);
  }
  return { keys, plurals, unreadable };
}
