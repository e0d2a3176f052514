import { afterAll, beforeAll, expect, test } from "vitest";
import { DevPage } from "./support/dev-page.js";

let dev: DevPage;
let scenes: string[];

beforeAll(async () => {
  dev = await DevPage.open();
  scenes = await dev.scenes();
});

afterAll(() => dev.close());

const press = (key: string) => dev.page.keyboard.press(key);
const button = (selector: string) => dev.page.locator(selector).first().focus();

/** What is opened from a chat, over it or in its place. */
const opened: readonly (readonly [name: string, open: () => Promise<void>])[] = [
  ["list of chats", () => dev.page.getByRole("button", { name: "All chats" }).click()],
  ["models", () => dev.page.locator(".model-button").click()],
  ["menu", () => dev.page.getByRole("button", { name: "More for the open chat" }).click()],
  ["context", () => dev.page.locator(".meter-button").click()],
  ["coloured code", () => dev.page.locator(".code-block code span").first().waitFor()],
  ["usage", () => dev.page.locator(".usage-summary").first().click()],
  [
    "hits",
    async () => {
      await dev.page.getByRole("button", { name: "All chats" }).click();
      await dev.page.keyboard.type("line");
      await dev.page.locator(".hit").first().waitFor();
    },
  ],
  [
    "suggestions",
    async () => {
      await dev.page.locator(".composer textarea").click();
      await dev.page.keyboard.type("@s");
      await dev.page.locator(".suggestion").first().waitFor();
    },
  ],
  [
    "find",
    async () => {
      await dev.page.locator(".composer textarea").click();
      await press("Control+f");
      await dev.page.keyboard.type("line");
    },
  ],
];

/** An answer may begin with any heading; figures are shortened for the eye alone. */
const unchecked = ["heading-order", "label-content-name-mismatch"];

/** Goes through all scenes, and all that is opened from one. */
async function everywhere(look: (place: string) => Promise<void>): Promise<void> {
  for (const scene of scenes) {
    await dev.show(scene);
    await look(scene);
  }
  for (const [name, open] of opened) {
    await dev.show("chat");
    await open();
    await look(name);
  }
}

test("every scene keeps the rules for accessible pages, and its colours stand out in all four themes", async () => {
  const faults: string[] = [];
  await everywhere(async (place) => {
    faults.push(...(await dev.faults({ without: unchecked })).map((fault) => `${place}: ${fault}`));
    for (const theme of ["light", "hc", "hc-light"]) {
      await dev.theme(theme);
      faults.push(...(await dev.faults({ only: ["color-contrast"] })).map((fault) => `${place}, ${theme}: ${fault}`));
    }
  });
  expect(faults).toEqual([]);
}, 300_000);

test("nothing moves by itself where less motion is asked for", async () => {
  const moving: string[] = [];
  await everywhere(async (place) => {
    const found = await dev.page.evaluate(() =>
      [...document.querySelectorAll("*")].flatMap((element) =>
        [undefined, "::before", "::after"].flatMap((part) => {
          const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element, part);
          const still = animationName === "none" && !/[1-9]/.test(transitionDuration) && scrollBehavior === "auto";
          return still ? [] : [`${element.className} ${part ?? ""}`];
        }),
      ),
    );
    moving.push(...found.map((each) => `${place}: ${each}`));
  });
  expect(moving).toEqual([]);
});

test("in a view of 400 by 300 each stop of the keyboard is seen, whole in its width and behind nothing", async () => {
  await dev.page.setViewportSize({ width: 400, height: 300 });
  const hidden: string[] = [];
  await everywhere(async (place) => {
    const seen = new Set<string>();
    for (let step = 0; step < 40; step++) {
      await press("Tab");
      const stop = await dev.page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return undefined;
        const { left, top, right, bottom } = element.getBoundingClientRect();
        const [x, y] = [(left + right) / 2, Math.min(Math.max((top + bottom) / 2, 0), window.innerHeight - 1)];
        const at = document.elementFromPoint(x, y);
        const reached = at !== null && (element.contains(at) || at.contains(element));
        return {
          name: `${element.className} ${element.ariaLabel ?? element.textContent.slice(0, 40)}`,
          ok: reached && left >= 0 && right <= 400,
        };
      });
      if (!stop || seen.has(`${stop.name}${step > 30 ? step : ""}`)) break;
      seen.add(stop.name);
      if (!stop.ok) hidden.push(`${place}: ${stop.name}`);
    }
    const wide = await dev.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) hidden.push(`${place} is too wide by ${wide}`);
  });
  await dev.page.setViewportSize({ width: 420, height: 800 });
  expect(hidden).toEqual([]);
}, 300_000);

test("300 pixels are enough for the words of every scene, in German too", async () => {
  await dev.page.setViewportSize({ width: 300, height: 700 });
  const cut: string[] = [];
  for (const language of ["en", "de"])
    for (const scene of scenes) {
      await dev.show(scene, "dark", language);
      const found = await dev.page.evaluate(() =>
        [...document.querySelectorAll("html, .button, .quiet-button, .composer textarea")]
          .filter(({ scrollWidth, clientWidth, scrollHeight, clientHeight, tagName }) =>
            tagName === "TEXTAREA" ? scrollHeight > clientHeight + 1 : scrollWidth > clientWidth + 1,
          )
          .map(({ tagName, textContent }) => `${tagName} ${textContent.slice(0, 40)}`),
      );
      cut.push(...found.map((each) => `${scene}, ${language}: ${each}`));
    }
  await dev.page.setViewportSize({ width: 420, height: 800 });
  expect(cut).toEqual([]);
});

test.each(["en", "de"])("finding words takes one row of 300 pixels (%s), and its calendar can be reached by keyboard", async (language) => {
  await dev.page.setViewportSize({ width: 300, height: 700 });
  await dev.show("chat", "dark", language);
  await dev.page.locator(".composer textarea").click();
  await press("Control+f");
  // Finding nothing has the longest words.
  await dev.page.keyboard.type("zzzz");
  const bar = await dev.page.locator(".find-bar").boundingBox();
  const field = await dev.page.locator('.find-bar input[type="text"]').boundingBox();
  await press("Tab");
  const isDate = await dev.page.evaluate(() => document.activeElement?.matches('[type="date"]'));
  await dev.page.setViewportSize({ width: 420, height: 800 });
  expect(bar?.height).toBeLessThan(40);
  expect(field?.width).toBeGreaterThanOrEqual(60);
  expect(isDate).toBe(true);
});

test("what is read from right to left begins at the right, in tables and notes too, and code in it keeps its own direction", async () => {
  await dev.show("rightToLeft");
  const answer = dev.page.locator(".markdown").filter({ has: dev.page.locator("table") });
  const at = async (part: string) => (await answer.locator(part).boundingBox())?.x ?? Number.NaN;
  expect(await at("th:first-child")).toBeGreaterThan(await at("th:last-child"));
  expect(await at(".footnote > button")).toBeGreaterThan(await at(".footnote-text"));
  const styles = await answer.evaluate((element) =>
    ["td:first-child", "ol > li + li", "p code", "pre"].map((part) => {
      const found = element.querySelector(part);
      return found && (({ direction, textAlign }) => `${part} ${direction} ${textAlign}`)(getComputedStyle(found));
    }),
  );
  expect(styles).toEqual(["td:first-child ltr right", "ol > li + li rtl right", "p code ltr start", "pre ltr start"]);
});

test.each<[does: string, scene: string, of: string, keys: string[], then: string]>([
  ["leaving the change of a question", "branches", ".question-tools button", ["Enter", "Escape"], "Edit and ask again"],
  ["leaving the change of the title", "chat", ".title button", ["Enter", "Escape"], "Explain the framing of server.cs"],
  [
    "leaving the choice of another model",
    "branches",
    "article:last-of-type .answer-foot [aria-haspopup]",
    ["Enter", "Enter", "Escape"],
    "More for this answer",
  ],
  ["taking away the first of two pictures", "pictures", ".composer .chip button", ["Enter"], "Remove b.png"],
  ["taking away the only picture", "blind", ".composer .chip button", ["Enter"], "Question. Enter sends, Shift+Enter starts a new line"],
  ["asking again", "failed", ".error-card .button", ["Enter"], "Question. Enter sends, Shift+Enter starts a new line"],
  ["showing one of several answers", "columns", ".columns-foot button", ["Enter"], "Question. Enter sends, Shift+Enter starts a new line"],
])("after %s the keyboard is where one goes on", async (_, scene, of, keys, then) => {
  await dev.show(scene);
  await button(of);
  for (const key of keys) await press(key);
  await expect.poll(() => dev.page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent)).toBe(then);
});

test("a list of models that is closed, and a deletion taken back, leave the keyboard in the view", async () => {
  await dev.show("chat");
  await button(".model-button");
  await press("Enter");
  await press("Escape");
  expect(await dev.page.locator(".model-button:focus").count()).toBe(1);
  await dev.page.getByRole("button", { name: "All chats" }).click();
  await dev.page.locator(".chat-open").nth(1).focus();
  await press("Delete");
  await button(".deleted button");
  await press("Enter");
  await dev.page.locator(".search-field:focus").waitFor();
});
