import { useEffect, useRef, useState, type FocusEvent } from "react";
import { Where, whereWord } from "../shell/where.js";
import { modelName } from "../shell/format.js";
import { useView } from "../state/context.js";
import { ModelList } from "./model-list.js";
import { onOpenModelPicker, openComparison } from "./model-picker-events.js";
import { t } from "../../shared/l10n.js";

/** The chosen model; opens the list of all of them. */
export function ModelPicker() {
  const models = useView((state) => state.models);
  const chosen = useView((state) => state.model);
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => onOpenModelPicker(() => setOpen(true)), []);
  const model = models?.find((each) => each.model === chosen);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const compare = () => {
    setOpen(false);
    openComparison();
  };
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  const label = model?.displayName ?? (chosen === undefined ? t("Choose a model") : modelName(chosen));
  return (
    <div className="model-picker" onBlur={onBlur}>
      <button
        type="button"
        ref={button}
        className="model-button"
        aria-haspopup="listbox"
        aria-expanded={open}
        title={chosen ?? t("No model is chosen")}
        aria-label={t("Model: {0}", model ? `${label} ${whereWord(model.leavesThisMachine)}` : label)}
        onClick={() => setOpen(!open)}
      >
        {models === undefined ? <span className="skeleton" style={{ width: 96 }} /> : <span className="model-label">{label}</span>}
        {model && <Where leaves={model.leavesThisMachine} />}
        <span className="codicon codicon-chevron-down" aria-hidden="true" />
      </button>
      {open && <ModelList onDone={close} onCompare={compare} />}
    </div>
  );
}
