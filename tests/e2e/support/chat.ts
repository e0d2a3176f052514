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

  async ask(text: string): Promise<void> {
    await this.question.fill(text);
    await this.question.press("Enter");
  }

  /** Waits until an answer has ended: it offers to be asked again. */
  async answered(timeout = 60_000): Promise<void> {
    await this.button("Answer again").waitFor({ timeout });
  }
}
