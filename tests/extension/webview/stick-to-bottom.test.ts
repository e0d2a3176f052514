import { expect, test } from "vitest";
import { StickToBottom } from "../../../extension/webviews/chat/messages/stick-to-bottom.js";

const at = (scrollTop: number, scrollHeight = 1000) => ({ scrollTop, scrollHeight, clientHeight: 400 });

test("Follows the end while nobody scrolls", () => {
  const stick = new StickToBottom();
  expect(stick.resized(at(600), true)).toBe(600);
  stick.scrolled(at(600));
  expect(stick.resized(at(600, 1200), true)).toBe(800);
});

test("Yields the moment the reader scrolls up, and says that text came", () => {
  const stick = new StickToBottom();
  stick.scrolled(at(600));
  stick.scrolled(at(570));
  expect(stick.resized(at(570, 1100), true)).toBeUndefined();
  expect(stick.newText).toBe(true);
});

test("Takes hold again at the end", () => {
  const stick = new StickToBottom();
  stick.scrolled(at(600));
  stick.scrolled(at(300));
  stick.resized(at(300, 1100), true);
  stick.scrolled(at(698, 1100));
  expect(stick.stuck).toBe(true);
  expect(stick.newText).toBe(false);
});

test("A wheel upwards counts before the scroll event, so that growth in between does not pull back", () => {
  const stick = new StickToBottom();
  stick.scrolled(at(600));
  stick.yieldNow();
  expect(stick.resized(at(600, 1040), true)).toBeUndefined();
});

test("A list that shrinks is not a reader who scrolls", () => {
  const stick = new StickToBottom();
  stick.scrolled(at(600));
  stick.scrolled(at(500, 900));
  expect(stick.stuck).toBe(true);
});

test("What the reader unfolds is not new text", () => {
  const stick = new StickToBottom();
  stick.scrolled(at(600));
  stick.yieldNow();
  stick.resized(at(600, 1300), false);
  expect(stick.newText).toBe(false);
});
