// axe over every previewed page, light and dark, wide and narrow: `node proof/axe.mjs PREVIEW [PATTERN]`.
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";
import { BROWSER, servePages } from "./pages.mjs";

const [preview, pattern = "."] = process.argv.slice(2);
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const { origin, pages, close } = await servePages(preview, { whole: true });
const browser = await chromium.launch(BROWSER);
let findings = 0;
let looked = 0;

async function look(width, colorScheme) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
  const page = await context.newPage();
  for (const name of pages.filter((name) => new RegExp(pattern).test(name))) {
    await page.goto(`${origin}/${name}`);
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
    looked += 1;
    for (const violation of violations) {
      findings += 1;
      const where = violation.nodes.slice(0, 3).map((node) => `\n    ${node.html.slice(0, 160)}\n    ${node.any[0]?.message ?? ""}`);
      console.log(`${name} ${width} ${colorScheme}: ${violation.id} (${violation.nodes.length})${where.join("")}`);
    }
  }
  await context.close();
}

await Promise.all([look(1400, "light"), look(1400, "dark"), look(360, "light")]);
await browser.close();
close();
console.log(`axe: ${looked} pages looked at, ${findings} findings`);
process.exitCode = findings ? 1 : 0;
