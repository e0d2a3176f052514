import { IconButton } from "../shell/icon-button.js";
import { useActions, useView } from "../state/context.js";
import { whyBlind } from "../state/view-state.js";
import { t } from "../../shared/l10n.js";

/** Attaches pictures; greyed, with the reason, for a model that cannot see. */
export function AttachButton() {
  const blind = useView(({ models, model }) => {
    const chosen = models?.find((each) => each.model === model);
    return chosen && whyBlind(chosen);
  });
  const { host } = useActions();
  return (
    <IconButton
      icon="file-media"
      className="attach"
      label={blind ?? t("Attach pictures. They can be pasted and dropped, too")}
      disabled={blind !== undefined}
      onClick={() => host.post({ type: "pickPictures" })}
    />
  );
}
