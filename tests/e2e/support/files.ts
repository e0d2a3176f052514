import type { Locator } from "playwright-core";

/** A PNG of one pixel, as base64. */
export const onePixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** Drops a text file onto an element, as it comes from a folder of the system. */
export const dropText = (onto: Locator, name: string, text: string): Promise<void> =>
  onto.evaluate(
    (element, { name, text }) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      element.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    },
    { name, text },
  );

/** Pastes a picture into a field, as the clipboard of a screenshot holds it. */
export const pastePicture = (field: Locator, name: string): Promise<void> =>
  field.evaluate(
    (element, { base64, name }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([bytes], name, { type: "image/png" }));
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    },
    { base64: onePixel, name },
  );
