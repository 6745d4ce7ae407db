// Takes pictures of previewed pages: `node proof/shots.mjs PREVIEW OUT [PATTERN] [WIDTHS] [SCHEMES]`.
import { mkdir } from "node:fs/promises";
import { chromium } from "playwright-core";
import { BROWSER, servePages } from "./pages.mjs";

const [preview, out, pattern = ".", widths = "360,800,1400", schemes = "light,dark"] = process.argv.slice(2);
const { origin, pages, close } = await servePages(preview, { whole: true });
await mkdir(out, { recursive: true });
const browser = await chromium.launch(BROWSER);
let wide = 0;
for (const colorScheme of schemes.split(",")) {
  for (const width of widths.split(",").map(Number)) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    page.on("console", (message) => {
      if (message.type() === "error") console.log(`${page.url()}: ${message.text()}`);
    });
    for (const name of pages.filter((name) => new RegExp(pattern).test(name))) {
      await page.goto(`${origin}/${name}`);
      await page.evaluate(async () => {
        const images = [...document.images];
        images.forEach((image) => (image.loading = "eager"));
        await Promise.allSettled(images.map((image) => image.decode()));
      });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) console.log(`${name} at ${width}: ${over} px too wide`), (wide += 1);
      await page.screenshot({ path: `${out}/${name.replace(".html", "")}-${width}-${colorScheme}.png`, fullPage: true });
    }
    await context.close();
  }
}
await browser.close();
close();
process.exitCode = wide ? 1 : 0;
