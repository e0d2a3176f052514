import { useEffect, useMemo, useState } from "react";
import type { CodeUse } from "../../../src/features/chat/messages.js";
import { IconButton } from "../shell/icon-button.js";
import { Menu, type MenuItem } from "../shell/menu.js";
import { useActions } from "../state/context.js";
import { fenceInfo, isShell } from "./code-file.js";
import { CodeText } from "./code-text.js";
import { languageId } from "./languages.js";
import { t } from "../../shared/l10n.js";

interface Props {
  code: string;
  language: string;
  /** What the fence says after its language. */
  meta?: string;
}

/** Code with its language, and what can be done with it. The language of a fence may itself still be arriving: hence the key. */
export function CodeBlock(props: Props) {
  return <LabelledCode key={props.language} {...props} />;
}

function LabelledCode({ code, language: word, meta = "" }: Props) {
  const { host } = useActions();
  const [copied, setCopied] = useState(false);
  const { language, fileName } = useMemo(() => fenceInfo(word, meta, code), [word, meta, code]);
  const id = languageId(language);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    host.post({ type: "copy", text: code });
    setCopied(true);
  };
  const use = (what: CodeUse) =>
    host.post({
      type: "useCode",
      use: what,
      code: { text: code, languageId: id || "plaintext", ...(fileName === undefined ? {} : { fileName }) },
    });
  const rare: MenuItem[] = [
    { icon: "replace", label: t("Replace selection"), onChoose: () => use("replaceSelection") },
    {
      icon: "new-file",
      label: t("Open in a new file"),
      onChoose: () => host.post({ type: "newFile", text: code, languageId: id || "plaintext" }),
    },
  ];
  return (
    <figure className="code-block" aria-label={language ? t("Code in {0}", language) : t("Code")}>
      <figcaption>
        <span className="code-language" title={fileName}>
          {fileName ?? (language || t("text"))}
        </span>
        <span className="code-tools">
          <IconButton icon={copied ? "check" : "copy"} label={copied ? t("Copied") : t("Copy code")} onClick={copy} />
          <IconButton icon="insert" label={t("Insert at cursor")} onClick={() => host.post({ type: "insertAtCursor", text: code })} />
          {isShell(language) ? (
            <IconButton icon="terminal" label={t("Run in the terminal…")} onClick={() => use("runInTerminal")} />
          ) : (
            <IconButton
              icon="diff"
              label={fileName === undefined ? t("Apply to the file…") : t("Apply to {0}…", fileName)}
              onClick={() => use("applyToFile")}
            />
          )}
          <Menu label={t("More for this code")} items={isShell(language) ? [...rare, apply(use)] : rare} />
        </span>
      </figcaption>
      <pre tabIndex={0} dir="ltr">
        <code>
          <CodeText code={code} language={id} />
        </code>
      </pre>
    </figure>
  );
}

const apply = (use: (what: CodeUse) => void): MenuItem => ({
  icon: "diff",
  label: t("Apply to a file…"),
  onChoose: () => use("applyToFile"),
});
