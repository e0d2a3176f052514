const events = new EventTarget();

const listen =
  (type: string) =>
  (listener: () => void): (() => void) => {
    events.addEventListener(type, listener);
    return () => events.removeEventListener(type, listener);
  };

/** Opens the model picker from anywhere in the view. */
export const openModelPicker = (): void => void events.dispatchEvent(new Event("open"));
export const onOpenModelPicker = listen("open");

/** Opens the choice of a model to compare with. */
export const openComparison = (): void => void events.dispatchEvent(new Event("compare"));
export const onOpenComparison = listen("compare");
