import { withoutMarks } from "../shell/format.js";

const open = "\uE000";
const close = "\uE001";

/** Text around a hit; what stands between the two private-use characters is the match. */
export function Snippet({ text }: { text: string }) {
  return withoutMarks(text)
    .split(open)
    .map((piece, index) => {
      const end = piece.indexOf(close);
      if (index === 0 || end < 0) return piece.replaceAll(close, "");
      return (
        <span key={index}>
          <mark>{piece.slice(0, end)}</mark>
          {piece.slice(end + 1)}
        </span>
      );
    });
}
