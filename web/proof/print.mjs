// Pages on paper, for a reader whose screen is dark: `node proof/print.mjs PREVIEW [OUT]`. With OUT it leaves PDFs there.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { chromium } from "playwright-core";
import { BROWSER, servePages } from "./pages.mjs";

const [preview, out] = process.argv.slice(2);
const { origin, close } = await servePages(preview);
const browser = await chromium.launch(BROWSER);
const context = await browser.newContext({ viewport: { width: 720, height: 1000 }, colorScheme: "dark" });
const page = await context.newPage();
if (out) await mkdir(out, { recursive: true });

/** What is of no use on paper. */
const OFF = [".menu", ".crumbs", ".rail", ".foot-columns", ".share > *", ".pager", ".neighbours", ".periods", ".calendar-place", ".enlarge > span", ".search-form", ".search-chips", ".search-orders", ".search-jump", ".search-narrow", ".search-follow"];

for (const name of ["article--full", "article--extreme", "video--full", "episode--full", "front--full", "most_read--full", "archive_month--full", "search--full"]) {
  await page.goto(`${origin}/${name}.html`);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const selector of OFF) {
    assert.equal(await page.locator(`${selector}:visible`).count(), 0, `${name}: ${selector} is printed`);
  }
  const seen = await page.evaluate(() => {
    const style = (selector, part) => {
      const found = document.querySelector(selector);
      return found && getComputedStyle(found, part);
    };
    return {
      ground: style("body").backgroundColor,
      ink: style("h1").color,
      address: style(".share", "::after")?.content,
      canonical: document.querySelector("link[rel=canonical]").href,
      tooWide: document.documentElement.scrollWidth - innerWidth,
    };
  });
  assert.ok(["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].includes(seen.ground), `${name}: the ground is ${seen.ground}`);
  assert.equal(seen.ink, "rgb(0, 0, 0)", name);
  assert.ok(seen.tooWide <= 0, `${name}: ${seen.tooWide} px are cut off`);
  if (seen.address) assert.equal(seen.address, JSON.stringify(seen.canonical), name);
  if (name.startsWith("article")) assert.ok(seen.address, `${name} does not say where it stands`);
  if (out) await page.pdf({ path: `${out}/${name}.pdf`, format: "A4", preferCSSPageSize: true });
  console.log(`ok ${name} on paper`);
}

await browser.close();
close();
