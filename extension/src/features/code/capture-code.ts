import * as vscode from "vscode";
import type { SelectionPart } from "../../../../shared-protocol/generated/protocol.js";
import { UserError } from "../../infrastructure/errors.js";
import type { Problem } from "./actions.js";

export interface CapturedCode {
  part: SelectionPart;
  problems: Problem[];
}

const wholeKinds = new Set([
  vscode.SymbolKind.Function,
  vscode.SymbolKind.Method,
  vscode.SymbolKind.Constructor,
  vscode.SymbolKind.Property,
  vscode.SymbolKind.Class,
  vscode.SymbolKind.Interface,
  vscode.SymbolKind.Enum,
  vscode.SymbolKind.Struct,
]);

/** What a question is about: the selection, else the smallest function or class around the cursor, else the whole file. */
export async function captureCode(at?: vscode.Range): Promise<CapturedCode> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    throw new UserError(vscode.l10n.t("There is no code to ask about."), {
      kind: "noEditor",
      why: vscode.l10n.t("No file is in front."),
      fix: vscode.l10n.t("Open a file, then try again."),
      retryable: true,
    });
  }
  const { document } = editor;
  const range = await codeRange(document, at ?? editor.selection);
  const text = document.getText(range);
  if (text.trim() === "") {
    throw new UserError(vscode.l10n.t("There is no code to ask about."), {
      kind: "noCode",
      why: vscode.l10n.t("The file is empty there."),
      fix: vscode.l10n.t("Select some lines, then try again."),
      retryable: true,
    });
  }
  return {
    part: {
      kind: "selection",
      fileName: vscode.workspace.asRelativePath(document.uri).replaceAll("\\", "/"),
      languageId: document.languageId,
      startLine: range.start.line + 1,
      endLine: range.end.character === 0 && range.end.line > range.start.line ? range.end.line : range.end.line + 1,
      text,
    },
    problems: problemsIn(document, range),
  };
}

async function codeRange(document: vscode.TextDocument, selected: vscode.Range): Promise<vscode.Range> {
  if (!selected.isEmpty && document.getText(selected).trim() !== "") return wholeLines(document, selected);
  const around = await symbolAround(document, selected.start);
  return wholeLines(document, around ?? new vscode.Range(0, 0, document.lineCount - 1, Number.MAX_SAFE_INTEGER));
}

const wholeLines = (document: vscode.TextDocument, range: vscode.Range): vscode.Range => {
  const last = range.end.character === 0 && range.end.line > range.start.line ? range.end.line - 1 : range.end.line;
  return document.validateRange(new vscode.Range(range.start.line, 0, last, Number.MAX_SAFE_INTEGER));
};

async function symbolAround(document: vscode.TextDocument, place: vscode.Position): Promise<vscode.Range | undefined> {
  const found = await vscode.commands.executeCommand<(vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined>(
    "vscode.executeDocumentSymbolProvider",
    document.uri,
  );
  let best: vscode.Range | undefined;
  const look = (symbols: readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[]): void => {
    for (const symbol of symbols) {
      const range = "range" in symbol ? symbol.range : symbol.location.range;
      if (!range.contains(place)) continue;
      if (wholeKinds.has(symbol.kind) && (!best || best.contains(range))) best = range;
      if ("children" in symbol) look(symbol.children);
    }
  };
  look(found ?? []);
  return best;
}

const severities: Record<vscode.DiagnosticSeverity, Problem["severity"]> = {
  [vscode.DiagnosticSeverity.Error]: "error",
  [vscode.DiagnosticSeverity.Warning]: "warning",
  [vscode.DiagnosticSeverity.Information]: "note",
  [vscode.DiagnosticSeverity.Hint]: "note",
};

function problemsIn({ uri }: vscode.TextDocument, range: vscode.Range): Problem[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter((diagnostic) => diagnostic.range.intersection(range) !== undefined)
    .sort((a, b) => a.severity - b.severity || a.range.start.line - b.range.start.line)
    .map(({ range: at, severity, message, source }) => ({
      line: at.start.line + 1,
      severity: severities[severity],
      message,
      ...(source === undefined ? {} : { source }),
    }));
}
