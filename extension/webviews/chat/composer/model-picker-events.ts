const events = new EventTarget();

/** Opens the model picker from anywhere in the view. */
export const openModelPicker = (): void => void events.dispatchEvent(new Event("open"));

export function onOpenModelPicker(listener: () => void): () => void {
  events.addEventListener("open", listener);
  return () => events.removeEventListener("open", listener);
}
