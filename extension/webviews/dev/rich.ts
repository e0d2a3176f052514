/** An answer with what Markdown has beyond the usual: formulas, diagrams, footnotes, and words from right to left. */
export const rich = String.raw`A sum costs $5 and $10, but $E = mc^2$ is a formula, and so is \(a_1 + b_1\).[^1]

$$
\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}
\qquad
\begin{pmatrix} a & b \\ c & d \end{pmatrix}
$$

\[ \begin{aligned} x &= 1 + 2 \\ &= 3 \end{aligned} \]

A formula that cannot be read: $\frac{1$

~~~mermaid
flowchart LR
  A[Start] -->|yes| B{Choice?}
  B --> C[(Database)]
  B -.-> D["A longer text"]
~~~

~~~mermaid
sequenceDiagram
  Alice->>Bob: Hello
  Bob-->>Alice: Hi
~~~

~~~mermaid
flowchart nonsense -->
~~~

שלום עולם, זה טקסט בעברית עם **הדגשה** ועם code.

- פריט ראשון
- פריט שני

- [x] done, with [a link][docs]
- [ ] to do
  - [ ] and below

![a picture](https://example.org/a.png)

[docs]: https://example.org/docs
[^1]: The note, with **more**.
`;

/** Words from right to left with all that stands in an answer, and with code, which keeps its own direction. */
export const rightToLeft = `קוראים קובץ **שורה אחר שורה** בעזרת \`File.ReadLines\` מתוך [התיעוד](https://example.org/docs).[^1]

## מה קורה

1. הקובץ נפתח עם \`FileOptions.SequentialScan\`.
2. File.ReadLines מחזירה שורה אחת בכל פעם.
   - גם ברשימה פנימית

- [x] נקרא
- [ ] נכתב, ובו מילה ארוכה מאוד: AveryveryverylongnamewithoutanyspacesthatcannotbebrokenanywhereatAll

~~~csharp
foreach (var line in File.ReadLines(path)) // הערה בעברית
    Console.WriteLine(line);
~~~

| שיטה | זיכרון | מהירות | הערות |
|:-----|:------:|-------:|-------|
| ReadAllLines | הכול | 1.0 | טוענת את כל הקובץ לזיכרון לפני הכול |
| ReadLines | שורה אחת | 1.1 | قراءة سطر واحد في كل مرة |

> اقتباس بالعربية: لا تُحمَّل الملفات الكبيرة دفعة واحدة، مع \`code\` في الوسط.

### العربية (Arabic)

يقرأ البرنامج **سطرًا واحدًا** في كل مرة، ثم يستدعي \`Dispose()\`. النسبة 42% والناتج $E = mc^2$.

An English paragraph stands between them, from left to right.

[^1]: הערה, עם **עוד**.
`;
