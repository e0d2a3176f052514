/** What of a scrolling element decides; all in pixels. */
export interface ScrollPosition {
  scrollTop: number;
  scrollHeight: number;
  clientHeight: number;
}

/** Closer to the end than this counts as the end: sub-pixel layouts and zoom never reach it exactly. */
const nearEnd = 8;

const distanceToEnd = ({ scrollTop, scrollHeight, clientHeight }: ScrollPosition): number => scrollHeight - clientHeight - scrollTop;

/**
 * Decides whether the end of a growing list stays in sight. It yields the moment the reader moves up, by wheel, key, touch or scroll bar, and
 * takes hold again when they come back to the end or ask for it.
 */
export class StickToBottom {
  #stuck = true;
  #lastTop = 0;
  #lastHeight = 0;
  #newText = false;

  get stuck(): boolean {
    return this.#stuck;
  }

  /** True when text came that the reader has not seen. */
  get newText(): boolean {
    return this.#newText;
  }

  /** The reader is about to move up: before any scroll event, so that no growth in between pulls them back. */
  yieldNow(): void {
    this.#stuck = false;
  }

  hold(): void {
    this.#stuck = true;
    this.#newText = false;
  }

  scrolled(position: ScrollPosition): void {
    const shrank = position.scrollHeight < this.#lastHeight;
    const movedUp = position.scrollTop < this.#lastTop - 1 && !shrank;
    this.#lastTop = position.scrollTop;
    this.#lastHeight = position.scrollHeight;
    if (movedUp && distanceToEnd(position) > 1) this.#stuck = false;
    else if (distanceToEnd(position) <= nearEnd) this.hold();
  }

  /** The content changed its height; `arriving`: by text that came. Returns where to scroll to, or undefined to stay. */
  resized(position: ScrollPosition, arriving: boolean): number | undefined {
    const grew = position.scrollHeight > this.#lastHeight;
    this.#lastHeight = position.scrollHeight;
    if (this.#stuck) return position.scrollHeight - position.clientHeight;
    if (grew && arriving && distanceToEnd(position) > nearEnd) this.#newText = true;
    return undefined;
  }
}
