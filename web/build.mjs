// Builds the default theme's style sheet, script and fonts into the crate that carries them.
// `--check` builds into memory and fails when what is committed differs by a byte.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import subsetFont from "subset-font";

const assets = fileURLToPath(new URL("../crates/content/assets/", import.meta.url));
const fonts = fileURLToPath(new URL("node_modules/@fontsource-variable/newsreader/", import.meta.url));

/** Letters of Western European languages, and the marks a paper sets. */
const LETTERS = span(0x20, 0x7e) + span(0xa0, 0xff) + "ĄąĆćČčĘęĚěŁłŃńŒœŚśŘřŠšŸŹźŻżŽž–—‘’‚“”„•…‹›€™−";
const ITALIC_LETTERS = span(0x20, 0x7e) + "ÀÄÅÆÇÉÖØÜßàáâäåæçèéêëíîïñóôöøúûü–—‘’“”…";

function span(first, last) {
  return String.fromCharCode(...Array.from({ length: last - first + 1 }, (_, place) => first + place));
}

async function font(file, letters, variationAxes) {
  const source = await readFile(`${fonts}files/${file}`);
  return subsetFont(source, letters, { targetFormat: "woff2", variationAxes });
}

async function bundle() {
  const result = await build({
    entryPoints: { site: "css/site.css", "site-script": "src/site.ts" },
    absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
    bundle: true,
    minify: true,
    write: false,
    outdir: "out",
    target: ["chrome111", "firefox115", "safari16.4"],
    external: ["asset:*"],
    legalComments: "none",
    charset: "utf8",
  });
  const built = (ending) => result.outputFiles.find((file) => file.path.endsWith(ending)).contents;
  return { css: built("site.css"), js: built("site-script.js") };
}

const { css, js } = await bundle();
const files = {
  "site.css": css,
  "site.js": js,
  "newsreader.woff2": await font("newsreader-latin-opsz-normal.woff2", LETTERS, { opsz: 20, wght: { min: 400, max: 700 } }),
  "newsreader-italic.woff2": await font("newsreader-latin-opsz-italic.woff2", ITALIC_LETTERS, { opsz: 18, wght: 400 }),
  "newsreader-LICENSE.txt": await readFile(`${fonts}LICENSE`),
};

let stale = 0;
for (const [name, bytes] of Object.entries(files)) {
  if (process.argv.includes("--check")) {
    const committed = await readFile(assets + name).catch(() => Buffer.alloc(0));
    if (!committed.equals(Buffer.from(bytes))) {
      stale += 1;
      console.error(`${name} is not what the sources build. Run: npm run build`);
    }
  } else {
    await writeFile(assets + name, bytes);
  }
  console.log(`${name.padEnd(26)} ${String(bytes.length).padStart(7)} bytes`);
}
process.exitCode = stale ? 1 : 0;
