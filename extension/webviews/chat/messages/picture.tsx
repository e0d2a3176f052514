import { useEffect, useState } from "react";
import type { ImagePart } from "../../../../shared-protocol/generated/protocol.js";
import { useActions, useView } from "../state/context.js";
import { t } from "../../shared/l10n.js";

/** A picture of a question: small, and as wide as the view after a click. A stored one is read when it is shown. */
export function Picture({ part }: { part: ImagePart }) {
  const { attachmentId } = part;
  const stored = useView(({ pictures }) => (attachmentId === undefined ? undefined : pictures[attachmentId]));
  const actions = useActions();
  const [large, setLarge] = useState(false);
  useEffect(() => {
    if (attachmentId !== undefined && stored === undefined) actions.loadPicture(attachmentId);
  }, [actions, attachmentId, stored]);
  const data = part.data ?? stored;
  const name = part.fileName ?? t("Picture");
  if (data === null) return <p className="mark">{t("{0} cannot be read.", name)}</p>;
  if (data === undefined) return <span className="skeleton picture-loading" role="img" aria-label={t("{0} is loading", name)} />;
  return (
    <button
      type="button"
      className={`picture${large ? " large" : ""}`}
      aria-expanded={large}
      aria-label={large ? t("{0}: show small", name) : t("{0}: show large", name)}
      title={name}
      onClick={() => setLarge(!large)}
    >
      <img src={`data:${part.mediaType};base64,${data}`} alt="" />
    </button>
  );
}
