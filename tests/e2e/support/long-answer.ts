const words =
  "time year people way day thing world life hand part value input output stream buffer token model server client message".split(" ");

const prose = (seed: number, count: number): string =>
  Array.from({ length: count }, (_, index) => words[(seed * 7 + index * 13 + (index >> 2)) % words.length]).join(" ");

function section(index: number): string {
  const code = Array.from(
    { length: 10 + (index % 60) },
    (_, line) => `  const ${words[(index + line) % words.length]}${line} = await read("${prose(line, 3)}", ${line});`,
  );
  const rows = Array.from({ length: 5 + (index % 40) }, (_, row) => `| ${prose(row, 2)} | **${row}** | \`${words[row % words.length]}\` |`);
  return [
    `## Section ${index}`,
    `${prose(index, 60)}. **${prose(index, 3)}** and \`${prose(index, 1)}\`.`,
    `\`\`\`ts\nexport async function f${index}() {\n${code.join("\n")}\n}\n\`\`\``,
    `${prose(index + 3, 40)}.`,
    `| words | number | code |\n|---|---:|---|\n${rows.join("\n")}`,
    Array.from({ length: 6 }, (_, item) => `${item + 1}. ${prose(item, 8)}`).join("\n"),
  ].join("\n\n");
}

/** So many tokens of four characters each of an answer with headings, prose, code, tables and lists. */
export function longAnswer(tokens: number): string[] {
  let text = "";
  for (let index = 0; text.length < tokens * 4; index++) text += `${section(index)}\n\n`;
  return text.slice(0, tokens * 4).match(/[^]{1,4}/g) ?? [];
}
