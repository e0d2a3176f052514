import { Download } from "../start/download.js";
import { useView } from "../state/context.js";
import { openQueue } from "../state/view-state.js";

/** The download of the model that a question of a chat in use waits for. */
export function WaitingDownload() {
  const downloading = useView((state) =>
    state.open.entries.length > 0 && openQueue(state).questions.length > 0
      ? state.models?.find(({ model }) => state.pulls[model])
      : undefined,
  );
  return downloading ? <Download model={downloading} /> : null;
}
