// Builds entry.js as one minified script, and collects the licences of all packages in it. Run in
// the folder with the packages: node build.mjs SCRIPT LICENCES
import { readFile, readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";

const { build } = createRequire(`${process.cwd()}/`)("esbuild");
const [script, licences] = process.argv.slice(2);
const { version } = JSON.parse(await readFile("node_modules/plotly.js/package.json", "utf8"));

// The documentation of attributes, which plotly's own builds leave out, too: a text, or several
// that are joined.
const TEXT = String.raw`(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")`;
const PART = String.raw`(?:${TEXT}|[\w.]+(?:\([^()]*\))?)`;
const SUM = String.raw`${PART}(?:\s*\+\s*${PART})*`;
const DOCUMENTATION = new RegExp(
  String.raw`\bdescription:\s*(?:${TEXT}(?:\s*\+\s*${TEXT})*|\[(?:\s*${SUM}\s*,?)*\s*\]\s*\.join\(\s*${TEXT}\s*\))\s*(?:,|(?=\s*\}))`,
  "g",
);
const undocumented = {
  name: "undocumented",
  setup(builder) {
    builder.onLoad({ filter: /plotly\.js\/src\/.*\.js$/ }, async ({ path }) => {
      return { contents: (await readFile(path, "utf8")).replace(DOCUMENTATION, ""), loader: "js" };
    });
  },
};

const { metafile } = await build({
  entryPoints: [`${import.meta.dirname}/entry.js`],
  nodePaths: ["node_modules"],
  outfile: script,
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "Plotly",
  target: "es2022",
  define: { global: "window", "define.amd": "false" },
  banner: { js: `/*! plotly.js v${version}, bars and scatter only: MIT license, with those of its parts in plotly-bars.LICENSE.txt */` },
  charset: "utf8",
  legalComments: "none",
  loader: { ".css": "empty" }, // of maps
  metafile: true,
  plugins: [undocumented],
  logLevel: "warning",
});

const { inputs } = Object.values(metafile.outputs)[0];
const used = Object.keys(inputs).filter((name) => inputs[name].bytesInOutput);
const folders = used.map((name) => name.match(/^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0]);
const texts = [];
for (const folder of [...new Set(folders.filter(Boolean))].sort()) {
  const own = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  const file = (await readdir(folder)).sort().find((name) => /^licen[cs]e/i.test(name));
  const text = file ? await readFile(`${folder}/${file}`, "utf8") : `License: ${own.license}\n`;
  texts.push(`${own.name} ${own.version}\n\n${text.replaceAll("\r\n", "\n").trim()}\n`);
}
await writeFile(licences, texts.join(`\n${"-".repeat(80)}\n\n`));
