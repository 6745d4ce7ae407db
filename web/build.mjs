// Builds the default theme's style sheet, script and fonts into the crate that carries them, and the letters of cards
// into the crate that draws those.
// `--check` builds into memory and fails when what is committed differs by a byte.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import subsetFont from "subset-font";

const assets = fileURLToPath(new URL("../crates/content/assets/", import.meta.url));
const letters = fileURLToPath(new URL("../crates/darkroom/fonts/", import.meta.url));
const packages = fileURLToPath(new URL("node_modules/@fontsource-variable/", import.meta.url));
const fonts = `${packages}newsreader/`;

/** Letters of Western European languages, and the marks a paper sets. */
const LETTERS = span(0x20, 0x7e) + span(0xa0, 0xff) + "ĄąĆćČčĘęĚěŁłŃńŒœŚśŘřŠšŸŹźŻżŽž–—‘’‚“”„•…‹›€™−";
const ITALIC_LETTERS = span(0x20, 0x7e) + "ÀÄÅÆÇÉÖØÜßàáâäåæçèéêëíîïñóôöøúûü–—‘’“”…";

function span(first, last) {
  return Array.from({ length: last - first + 1 }, (_, place) => String.fromCharCode(first + place)).join("");
}

async function font(file, letters, variationAxes) {
  const source = await readFile(`${fonts}files/${file}`);
  return subsetFont(source, letters, { targetFormat: "woff2", variationAxes });
}

/** A face for cards: every letter of a font package's part, in the weights that cards use. */
async function face(file, pinned = {}) {
  const source = await readFile(packages + file);
  const every = span(0x20, 0xd7ff);
  return subsetFont(source, every, { targetFormat: "sfnt", variationAxes: { wght: { min: 400, max: 700 }, ...pinned } });
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
const inAssets = {
  "site.css": css,
  "site.js": js,
  "newsreader.woff2": await font("newsreader-latin-opsz-normal.woff2", LETTERS, { opsz: 20, wght: { min: 400, max: 700 } }),
  "newsreader-italic.woff2": await font("newsreader-latin-opsz-italic.woff2", ITALIC_LETTERS, { opsz: 18, wght: 400 }),
  "newsreader-LICENSE.txt": await readFile(`${fonts}LICENSE`),
};
const inDarkroom = {
  "latin.ttf": await face("newsreader/files/newsreader-latin-opsz-normal.woff2", { opsz: 36 }),
  "latin-more.ttf": await face("newsreader/files/newsreader-latin-ext-opsz-normal.woff2", { opsz: 36 }),
  "vietnamese.ttf": await face("newsreader/files/newsreader-vietnamese-opsz-normal.woff2", { opsz: 36 }),
  "greek.ttf": await face("noto-serif/files/noto-serif-greek-wght-normal.woff2"),
  "cyrillic.ttf": await face("noto-serif/files/noto-serif-cyrillic-wght-normal.woff2"),
  "hebrew.ttf": await face("noto-serif-hebrew/files/noto-serif-hebrew-hebrew-wght-normal.woff2"),
  "arabic.ttf": await face("noto-naskh-arabic/files/noto-naskh-arabic-arabic-wght-normal.woff2"),
  "LICENSE-newsreader.txt": await readFile(`${fonts}LICENSE`),
  "LICENSE-noto-serif.txt": await readFile(`${packages}noto-serif/LICENSE`),
  "LICENSE-noto-serif-hebrew.txt": await readFile(`${packages}noto-serif-hebrew/LICENSE`),
  "LICENSE-noto-naskh-arabic.txt": await readFile(`${packages}noto-naskh-arabic/LICENSE`),
};
const files = [
  ...Object.entries(inAssets).map(([name, bytes]) => [name, assets + name, bytes]),
  ...Object.entries(inDarkroom).map(([name, bytes]) => [name, letters + name, bytes]),
];

let stale = 0;
for (const [name, path, bytes] of files) {
  if (process.argv.includes("--check")) {
    const committed = await readFile(path).catch(() => Buffer.alloc(0));
    if (!committed.equals(Buffer.from(bytes))) {
      stale += 1;
      console.error(`${name} is not what the sources build. Run: npm run build`);
    }
  } else {
    await writeFile(path, bytes);
  }
  console.log(`${name.padEnd(26)} ${String(bytes.length).padStart(7)} bytes`);
}
process.exitCode = stale ? 1 : 0;
