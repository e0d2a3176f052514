import { useEffect, useState } from "react";
import type { ModelInfo, Preset } from "../../../shared-protocol/generated/protocol.js";
import { LibraryView } from "../shared/library-view.js";
import { canChat } from "../shared/models.js";
import { draftOf, newDraft, toSave } from "./draft.js";
import type { Host } from "./host.js";
import { PresetCard } from "./preset-card.js";
import { PresetForm } from "./preset-form.js";
import { t } from "../shared/l10n.js";

/** The named ways of asking, and the form to add or change one. */
export function PresetsView({ host }: { host: Host }) {
  const [presets, setPresets] = useState<readonly Preset[]>();
  const [models, setModels] = useState<readonly ModelInfo[]>([]);
  useEffect(
    () =>
      host.listen((message) => {
        if (message.type === "presets") setPresets(message.presets);
        else if (message.type === "models") setModels(message.models.filter(canChat));
      }),
    [host],
  );
  return (
    <LibraryView
      host={host}
      title={t("Presets")}
      add={t("Add preset")}
      about={t(
        "A preset is a named way of asking: a system prompt, sampling, a window, thinking. Give it to models, and every chat with them goes by it.",
      )}
      items={presets}
      empty={newDraft}
      draftOf={draftOf}
      save={(saveId, draft) => host.post({ type: "save", saveId, item: toSave(draft) })}
      form={({ key, ...form }) => <PresetForm key={key} models={models} {...form} />}
      card={(preset, card) => <PresetCard preset={preset} {...card} />}
    />
  );
}
