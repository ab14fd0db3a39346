// What the scripts of our pages are held to; run by tests/web/test_scripts.py.
// Names of a browser that the scripts use: whatever else is not declared is a slip.
const BROWSER = [
  "Blob", "DOMMatrix", "DOMParser", "DOMPoint", "DecompressionStream", "Image", "Option",
  "ResizeObserver", "Response", "TextDecoder", "URL", "XMLSerializer", "addEventListener", "atob",
  "cancelAnimationFrame", "clearTimeout", "console", "document", "getComputedStyle", "history",
  "location", "matchMedia", "requestAnimationFrame", "setTimeout", "structuredClone", "window",
];
// Of plotly.js only what its function reference names, and what each part of ours gives.
const OURS = [
  "Plotly", "timelineBars", "timelineDense", "timelineEvents", "timelineFigure", "timelineFinder",
  "timelineHeads",
  "timelineLabels", "timelineMarks", "timelinePainter", "timelineReader", "timelineTexts",
  "timelineTime", "timelineWalker", "timelineZoom",
];

const named = (names) => Object.fromEntries(names.map((name) => [name, "readonly"]));

export default [
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    languageOptions: {
      ecmaVersion: 2024,
      sourceType: "script",
      globals: { ...named(BROWSER), ...named(OURS) },
    },
    rules: {
      "array-callback-return": "error",
      complexity: ["error", 20],
      "consistent-return": "off",
      "constructor-super": "error",
      "default-case-last": "error",
      eqeqeq: "error",
      "for-direction": "error",
      "getter-return": "error",
      "max-lines-per-function": ["error", { max: 60, IIFEs: false }],
      "no-async-promise-executor": "error",
      "no-class-assign": "error",
      "no-const-assign": "error",
      "no-constant-binary-expression": "error",
      "no-constant-condition": "error",
      "no-dupe-args": "error",
      "no-dupe-class-members": "error",
      "no-dupe-else-if": "error",
      "no-dupe-keys": "error",
      "no-duplicate-case": "error",
      "no-empty": ["error", { allowEmptyCatch: false }],
      "no-eval": "error",
      "no-fallthrough": "error",
      "no-func-assign": "error",
      "no-implied-eval": "error",
      "no-invalid-regexp": "error",
      "no-irregular-whitespace": "error",
      "no-loss-of-precision": "error",
      "no-new-func": "error",
      "no-redeclare": ["error", { builtinGlobals: false }],
      "no-self-assign": "error",
      "no-self-compare": "error",
      "no-shadow-restricted-names": "error",
      "no-template-curly-in-string": "error",
      "no-throw-literal": "error",
      "no-undef": "error",
      "no-unreachable": "error",
      "no-unsafe-finally": "error",
      "no-unsafe-optional-chaining": "error",
      "no-unused-expressions": ["error", { allowShortCircuit: true, allowTernary: true }],
      "no-unused-vars": ["error", { vars: "local", caughtErrors: "all" }],
      "no-use-before-define": ["error", { functions: false, variables: false }],
      "no-useless-assignment": "error",
      "no-var": "off", // each part stands in one variable of the page, declared once or twice
      "object-shorthand": "error",
      "prefer-const": ["error", { destructuring: "all" }],
      "require-await": "off",
      "use-isnan": "error",
      "valid-typeof": "error",
    },
  },
];
