/** Makes text of tokens as they come. A character may be spread over several tokens: it is given out when it is whole. */
export class TextPieces {
  readonly #tokens: number[] = [];
  /** From here on tokens are read again for the one that comes, since a tokenizer joins words by what stands before them. */
  #from = 0;
  #given = 0;

  constructor(private readonly decode: (tokens: number[]) => string) {}

  /** The text that the token completes; often empty. */
  push(token: number): string {
    this.#tokens.push(token);
    const text = this.#rest();
    if (text === "" || text.endsWith("\ufffd")) return "";
    this.#from = this.#given;
    this.#given = this.#tokens.length;
    return text;
  }

  /** What is left at the end: a character that was never completed. */
  end(): string {
    const text = this.#rest();
    this.#given = this.#from = this.#tokens.length;
    return text;
  }

  #rest(): string {
    return this.#read(this.#tokens.length).slice(this.#read(this.#given).length);
  }

  #read(to: number): string {
    return to > this.#from ? this.decode(this.#tokens.slice(this.#from, to)) : "";
  }
}
