import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const typeScript = ["**/*.ts", "**/*.tsx"];
/** What this Node has. */
const nodeGlobals = Object.fromEntries(Object.getOwnPropertyNames(globalThis).map((name) => [name, "readonly"]));

/** Walls between rooms; architecture, section 1. */
const wall = (files, patterns) => ({ files, rules: { "no-restricted-imports": ["error", { patterns }] } });

const noWebviewCode = { regex: "/webviews/", message: "Code of the extension host must not import code of a webview." };
const noFeatures = { regex: "/features/", message: "Infrastructure and the sidecar's client know no feature." };

const words = "Literal[value=/^[A-Z][a-z]|[a-z] [a-z]/]";
const translated = "What a user sees or hears goes through `t`, or `vscode.l10n.t`, so that it can be translated: docs/localisation.md.";
const inWords = (...selectors) => selectors.map((selector) => ({ selector, message: translated }));
const shownFields = "/^(label|detail|description|title|placeHolder|prompt|hint|announcement|message|why|fix|tooltip|text|name)$/";
/** Not those of a sentence with a comment. */
const ownFields = `:not(CallExpression[callee.name="t"] > ObjectExpression) > Property[key.name=${shownFields}]`;
const shownAttributes = "/^(aria-(label|description|roledescription)|title|placeholder|alt|label|hint|about|warning|add|none|without)$/";

export default defineConfig(
  globalIgnores(["**/node_modules", "**/dist", "**/bin", "**/obj", "artifacts", ".cache", "shared-protocol/generated"]),
  js.configs.recommended,
  {
    files: ["**/*.{mjs,cjs,js}"],
    languageOptions: { globals: nodeGlobals },
    rules: {
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      // Prettier lays lines out.
      "no-unexpected-multiline": "off",
    },
  },
  { files: ["**/*.cjs"], languageOptions: { globals: { require: "readonly", module: "writable", __dirname: "readonly" } } },
  {
    files: typeScript,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // The compiler knows better.
      "no-undef": "off",
      "no-console": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true, ignoreVoidOperator: true }],
    },
  },
  wall(["extension/src/{infrastructure,sidecar}/**"], [noFeatures, noWebviewCode]),
  // A sibling feature is reached by `../<name>`: from a feature, only its own folder, infrastructure, the sidecar and the contract are.
  wall(
    ["extension/src/features/*/**"],
    [
      noWebviewCode,
      { regex: "^\\.\\./(?!\\.\\./)", message: "Features must not import sibling features; the composition root joins them." },
    ],
  ),
  wall(
    ["extension/webviews/**/*.{ts,tsx}"],
    [
      { regex: "^(vscode|vscode-jsonrpc|node:)", message: "A webview runs in a browser." },
      {
        regex: "/src/(?!(features/[a-z-]+/(messages|parts)|infrastructure/l10n)(\\.js)?$)",
        message: "Of the host's code, a webview imports its panel's messages.ts, parts.ts about what they carry, and the sentences, only.",
      },
    ],
  ),
  {
    files: ["extension/{src,webviews}/**/*.{ts,tsx}", "server/engine/src/**/*.ts"],
    ignores: ["extension/webviews/dev/**"],
    rules: {
      "no-restricted-syntax": [
        "error",
        ...inWords(
          `${ownFields} > ${words}`,
          `${ownFields} > ConditionalExpression > ${words}`,
          `NewExpression[callee.name="Failure"] > ${words}`,
          "JSXText[value=/[A-Za-z]{2}/]",
          `JSXElement > JSXExpressionContainer > :matches(ConditionalExpression, LogicalExpression) > ${words}`,
          "JSXElement > JSXExpressionContainer > TemplateLiteral > TemplateElement[value.raw=/[A-Za-z]{2}/]",
          `JSXAttribute[name.name=${shownAttributes}] > ${words}`,
          `JSXAttribute[name.name=${shownAttributes}] > JSXExpressionContainer > ${words}`,
          `JSXAttribute[name.name=${shownAttributes}] > JSXExpressionContainer > ConditionalExpression > ${words}`,
          `JSXAttribute[name.name=${shownAttributes}] TemplateElement[value.raw=/[A-Za-z]{2}/]`,
        ),
      ],
    },
  },
  {
    files: ["tests/extension/webview/**"],
    // React's `act` waits for effects only when its callback is async.
    rules: { "@typescript-eslint/require-await": "off" },
  },
  wall(["server/engine/src/**"], [{ regex: "extension/", message: "The engine knows no editor." }]),
  wall(["shared-protocol/**"], [{ regex: "^\\.\\./\\.\\./", message: "The contract imports nothing." }]),
);
