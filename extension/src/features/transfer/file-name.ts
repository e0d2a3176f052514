/** What a chat is called as a file: letters and digits of any language, no longer than file systems take. */
export function fileNameOf(title: string): string {
  const name = title
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/[\uD800-\uDBFF]$|-+$/g, "");
  return name === "" ? "chat" : name;
}

/** Today, as it stands in names of files. */
export function day(now: Date): string {
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
