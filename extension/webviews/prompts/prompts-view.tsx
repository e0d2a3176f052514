import { useEffect, useState } from "react";
import type { Prompt } from "../../../shared-protocol/generated/protocol.js";
import { t } from "../shared/l10n.js";
import { LibraryView } from "../shared/library-view.js";
import { draftOf, newDraft, toSave } from "./draft.js";
import type { Host } from "./host.js";
import { PromptCard } from "./prompt-card.js";
import { PromptForm } from "./prompt-form.js";

/** The user's own prompts, and the form to add or change one. */
export function PromptsView({ host }: { host: Host }) {
  const [prompts, setPrompts] = useState<readonly Prompt[]>();
  useEffect(() => host.listen((message) => message.type === "prompts" && setPrompts(message.prompts)), [host]);
  return (
    <LibraryView
      host={host}
      title={t("Prompts")}
      add={t("Add prompt")}
      about={t(
        "A prompt is a question that you ask again and again: in the chat after a slash, or about the code in front with “Run Prompt…” and the light bulb.",
      )}
      items={prompts}
      empty={newDraft}
      draftOf={draftOf}
      save={(saveId, draft) => host.post({ type: "save", saveId, item: toSave(draft) })}
      form={({ key, ...form }) => <PromptForm key={key} {...form} />}
      card={(prompt, card) => <PromptCard prompt={prompt} {...card} />}
    />
  );
}
