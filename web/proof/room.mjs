// Room is kept for every picture: `node proof/room.mjs PREVIEW [PATTERN]`. Before its bytes come, each has the box that it
// has afterwards, on a phone and on a desk.
import { chromium } from "playwright-core";
import { BROWSER, servePages } from "./pages.mjs";

const [preview, pattern = "(full|extreme)\\.html"] = process.argv.slice(2);
const { origin, pages, close } = await servePages(preview, { whole: true });
const browser = await chromium.launch(BROWSER);

/** The boxes of all pictures of a page that are seen, in order; `odd` are those whose sample has another shape than is said
    of them. Runs in the page. */
const boxes = () =>
  [...document.querySelectorAll("main img")].filter((image) => image.checkVisibility()).map((image) => {
    const { width, height } = image.getBoundingClientRect();
    const said = image.getAttribute("width") / image.getAttribute("height");
    const odd = image.naturalHeight > 0 && Math.abs(image.naturalWidth / image.naturalHeight / said - 1) > 0.05;
    return { src: image.getAttribute("src"), size: `${Math.round(width)} × ${Math.round(height)}`, odd };
  });

let moved = 0;
for (const width of [360, 1400]) {
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  const page = await context.newPage();
  for (const name of pages.filter((name) => new RegExp(pattern).test(name))) {
    await page.route(/\/media\//, () => {});
    await page.goto(`${origin}/${name}`, { waitUntil: "domcontentloaded" });
    const before = await page.evaluate(boxes);
    await page.unroute(/\/media\//);
    await page.goto(`${origin}/${name}`);
    await page.evaluate(async () => {
      const images = [...document.images];
      images.forEach((image) => (image.loading = "eager"));
      await Promise.allSettled(images.map((image) => image.decode()));
    });
    const after = await page.evaluate(boxes);
    after.forEach(({ src, size, odd }, at) => {
      if (odd || before[at]?.size === size) return;
      console.log(`${name} at ${width}: ${src} has ${before[at]?.size}, and then ${size}`);
      moved += 1;
    });
  }
  await context.close();
}
await browser.close();
close();
console.log(`room: ${moved} pictures move what is around them`);
process.exitCode = moved ? 1 : 0;
