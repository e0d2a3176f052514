import type { Preset } from "../../../shared-protocol/generated/protocol.js";
import { LibraryCard } from "../shared/library-card.js";
import type { CardState } from "../shared/library-view.js";
import { optionsSummary } from "../shared/generation-draft.js";
import { joined, t } from "../shared/l10n.js";

/** One preset: what it sets, and for which models. */
export function PresetCard({ preset, ...card }: { preset: Preset } & CardState) {
  const { name, models, systemPrompt } = preset;
  const set = optionsSummary(preset.options);
  const warning =
    models.length === 0 ? t("It cannot be brought back.") : t("Its models are asked with nothing set again. It cannot be brought back.");
  return (
    <LibraryCard name={name} title={name} warning={warning} {...card}>
      {systemPrompt !== undefined && (
        <p className="preset-system" dir="auto">
          {systemPrompt}
        </p>
      )}
      {set !== "" && <p className="quiet">{set}</p>}
      <p className="quiet">{models.length === 0 ? t("For no model by itself.") : t("For {0}.", joined(models))}</p>
    </LibraryCard>
  );
}
