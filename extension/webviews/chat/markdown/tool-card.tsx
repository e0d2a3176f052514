import { useId, useMemo, useState } from "react";
import { t } from "../../shared/l10n.js";
import { CodeText } from "./code-text.js";

interface Props {
  kind: "call" | "result";
  text: string;
}

/** The languages of fences that hold the call of a tool, as JSON with its name and arguments, and what it gave back. */
export const toolFences: Readonly<Record<string, Props["kind"]>> = { "tool-call": "call", "tool-result": "result" };

/** A tool that was called, or what it gave back: one line, which unfolds. */
export function ToolCard({ kind, text }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { name, body } = useMemo(() => (kind === "call" ? readCall(text) : { name: undefined, body: text }), [kind, text]);
  const first = body.trim().split("\n", 1)[0] ?? "";
  return (
    <div className="tool-card">
      <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <span className={`codicon codicon-chevron-${open ? "down" : "right"}`} aria-hidden="true" />
        <span className={`codicon codicon-${kind === "call" ? "tools" : "output"}`} aria-hidden="true" />
        <span className="tool-name">
          {kind === "result" ? t("Result of the tool") : name === undefined ? t("Tool call") : t("Tool {0}", name)}
        </span>
        {!open && <code dir="ltr">{first.slice(0, 200)}</code>}
      </button>
      {open && (
        <pre id={id} tabIndex={0} dir="ltr">
          <code>
            <CodeText code={body} language={kind === "call" ? "json" : "plaintext"} />
          </code>
        </pre>
      )}
    </div>
  );
}

/** What is no such JSON is shown as it is. */
function readCall(text: string): { name: string | undefined; body: string } {
  try {
    const call: unknown = JSON.parse(text);
    if (typeof call !== "object" || call === null || !("name" in call) || typeof call.name !== "string")
      return { name: undefined, body: text };
    const given = "arguments" in call ? call.arguments : {};
    return { name: call.name, body: typeof given === "string" ? given : JSON.stringify(given, null, 2) };
  } catch {
    return { name: undefined, body: text };
  }
}
