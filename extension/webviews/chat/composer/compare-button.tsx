import { useEffect, useRef, useState } from "react";
import { t } from "../../shared/l10n.js";
import { IconButton } from "../shell/icon-button.js";
import { useActions, useView } from "../state/context.js";
import { mostColumns } from "../state/side-by-side.js";
import { ModelChooser } from "./model-chooser.js";
import { onOpenComparison } from "./model-picker-events.js";

/** Adds a model to those that answer each question side by side. */
export function CompareButton() {
  const full = useView((state) => state.compareWith.length >= mostColumns - 1);
  const { sideBySide } = useActions();
  const [choosing, setChoosing] = useState(false);
  useEffect(() => onOpenComparison(() => setChoosing(true)), []);
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <span ref={anchor} className="compare">
      <IconButton
        icon="split-horizontal"
        label={full ? t("No more than {0} models answer side by side", mostColumns) : t("Compare with another model")}
        disabled={full}
        onClick={() => setChoosing(true)}
      />
      {choosing && (
        <ModelChooser
          label={t("Compare with another model")}
          anchor={anchor}
          onChoose={(model) => sideBySide.add(model)}
          onDone={() => setChoosing(false)}
        />
      )}
    </span>
  );
}
