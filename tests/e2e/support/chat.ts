import type { FrameLocator, Locator } from "playwright-core";
import type { Workbench } from "./workbench.js";

/** The chat view as its user sees it. */
export class ChatView {
  private constructor(
    private readonly workbench: Workbench,
    private frame: FrameLocator,
  ) {}

  static async open(workbench: Workbench): Promise<ChatView> {
    return new ChatView(workbench, await workbench.openChat());
  }

  static over(workbench: Workbench, frame: FrameLocator): ChatView {
    return new ChatView(workbench, frame);
  }

  /** Finds the view again after the page was loaded anew. */
  async reopen(): Promise<void> {
    this.frame = await this.workbench.openChat();
  }

  get question(): Locator {
    return this.frame.getByRole("textbox", { name: /^Question/ });
  }

  get answers(): Locator {
    return this.frame.getByRole("article", { name: "Answer" });
  }

  get lastAnswer(): Locator {
    return this.answers.last();
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole("button", { name }).first();
  }

  text(text: string | RegExp): Locator {
    return this.frame.getByText(text).first();
  }

  locator(selector: string): Locator {
    return this.frame.locator(selector);
  }

  /** What has the keyboard: its name, and whether one sees that it has. */
  focused(): Promise<{ label: string; shown: boolean }> {
    return this.frame.locator(":focus").evaluate((element) => {
      const outlined = (of: Element | null): boolean => of !== null && getComputedStyle(of).outlineStyle !== "none";
      // The composer shows the focus of the field in it by its border.
      const bordered = element.matches(".composer textarea");
      return {
        label: element.getAttribute("aria-label") ?? element.textContent,
        shown: (outlined(element) || bordered) && element.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
      };
    });
  }

  /** Listens to what a screen reader is told politely; the result gives what it was so far. */
  async announcements(): Promise<() => Promise<string[]>> {
    const status = this.frame.locator('.visually-hidden[role="status"]').last();
    await status.evaluate((element) => {
      const said: string[] = [];
      Object.assign(element, { said });
      new MutationObserver(() => said.push(element.textContent)).observe(element, { childList: true, characterData: true, subtree: true });
    });
    return () => status.evaluate((element) => (element as Element & { said?: string[] }).said ?? []);
  }

  /** Begins a chat by the command, and waits until the view shows it: what is typed before would go to the old one. */
  async startNew(): Promise<void> {
    await this.workbench.command("AI Chat Local: New Chat");
    await this.text(/^Ask a question, or select code/).waitFor();
  }

  async ask(text: string): Promise<void> {
    await this.question.fill(text);
    await this.question.press("Enter");
  }

  /** Waits until the last answer has ended: it offers to be asked again. */
  async answered(timeout = 60_000): Promise<void> {
    await this.lastAnswer.getByRole("button", { name: "Answer again" }).waitFor({ timeout });
  }
}
