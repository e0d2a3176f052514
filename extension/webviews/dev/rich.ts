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
