import { memo, useEffect, useState } from "react";
import { IconButton } from "../shell/icon-button.js";
import { useActions } from "../state/context.js";
import { GrowingCode, isLoaded, loadLanguage, type Line } from "./highlighter.js";
import { languageId } from "./languages.js";

const italic = 1;
const bold = 2;

const LineView = memo(function LineView({ line }: { line: Line }) {
  return (
    <>
      {line.map((token, index) => (
        <span
          key={index}
          style={{
            color: token.color,
            fontStyle: (token.fontStyle ?? 0) & italic ? "italic" : undefined,
            fontWeight: (token.fontStyle ?? 0) & bold ? "bold" : undefined,
          }}
        >
          {token.content}
        </span>
      ))}
      {"\n"}
    </>
  );
});

function useHighlighted(code: string, language: string, open: boolean): { lines: readonly Line[]; rest: string } {
  const [growing] = useState(() => new GrowingCode(language));
  const [loaded, setLoaded] = useState(() => isLoaded(language));
  useEffect(() => {
    if (loaded) return;
    let shown = true;
    // A grammar that does not load leaves the code plain: still all there.
    loadLanguage(language).then(
      (found) => shown && found && setLoaded(true),
      () => undefined,
    );
    return () => {
      shown = false;
    };
  }, [language, loaded]);
  return loaded ? growing.update(code, !open) : { lines: [], rest: code };
}

interface Props {
  code: string;
  language: string;
  open: boolean;
}

/** Code with its language, and what can be done with it. The language of a fence may itself still be arriving: hence the key. */
export function CodeBlock(props: Props) {
  return <LabelledCode key={props.language} {...props} />;
}

function LabelledCode({ code, language, open }: Props) {
  const { host } = useActions();
  const [copied, setCopied] = useState(false);
  const id = languageId(language);
  const { lines, rest } = useHighlighted(code, id, open);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    host.post({ type: "copy", text: code });
    setCopied(true);
  };
  return (
    <figure className="code-block" aria-label={language ? `Code in ${language}` : "Code"}>
      <figcaption>
        <span className="code-language">{language || "text"}</span>
        <span className="code-tools">
          <IconButton icon={copied ? "check" : "copy"} label={copied ? "Copied" : "Copy code"} onClick={copy} />
          <IconButton icon="insert" label="Insert at cursor" onClick={() => host.post({ type: "insertAtCursor", text: code })} />
          <IconButton
            icon="new-file"
            label="Open in a new file"
            onClick={() => host.post({ type: "newFile", text: code, languageId: id || "plaintext" })}
          />
        </span>
      </figcaption>
      <pre tabIndex={0} dir="ltr">
        <code>
          {lines.map((line, index) => (
            <LineView key={index} line={line} />
          ))}
          {rest}
        </code>
      </pre>
    </figure>
  );
}
