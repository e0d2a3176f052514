import { useEffect, useState } from "react";
import { IconButton } from "../shell/icon-button.js";
import { useActions } from "../state/context.js";
import { CodeText } from "./code-text.js";
import { languageId } from "./languages.js";

interface Props {
  code: string;
  language: string;
}

/** Code with its language, and what can be done with it. The language of a fence may itself still be arriving: hence the key. */
export function CodeBlock(props: Props) {
  return <LabelledCode key={props.language} {...props} />;
}

function LabelledCode({ code, language }: Props) {
  const { host } = useActions();
  const [copied, setCopied] = useState(false);
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
          <CodeText code={code} language={id} />
        </code>
      </pre>
    </figure>
  );
}
