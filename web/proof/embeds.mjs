// Whom pages with embeds ask, and when: `node proof/embeds.mjs PREVIEW`. Nobody but the house before a click, and exactly
// the provider after it; a film's frame is as large as the still that it takes the place of.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { BROWSER, servePages } from "./pages.mjs";

const served = await servePages(process.argv[2]);
const browser = await chromium.launch(BROWSER);
let clicks = 0;

/** A page whose requests to others are noted and answered with an empty frame. */
async function opened(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  const asked = [];
  await context.route((address) => address.origin !== served.origin, (route) => {
    asked.push(new URL(route.request().url()).origin);
    return route.fulfill({ status: 200, contentType: "text/html", body: "<!doctype html><title>A frame</title>" });
  });
  const refused = [];
  page.on("console", (message) => message.type() === "error" && refused.push(`${message.text()} ${message.location().url}`));
  await page.goto(`${served.origin}/${name}`);
  await page.evaluate(() => document.querySelectorAll("img").forEach((image) => (image.loading = "eager")));
  await page.waitForLoadState("networkidle");
  return { context, page, asked, refused };
}

for (const name of served.pages) {
  const { context, page, asked, refused } = await opened(name);
  assert.deepEqual(asked, [], `${name} asks others unbidden`);
  assert.equal(await page.locator("iframe").count(), 0, `${name} has a frame`);
  const places = await page.locator("[data-frame], .embed[data-src]").count();
  for (let nth = 0; nth < places; nth += 1) {
    // What was opened is gone from the list.
    const place = page.locator("[data-frame], .embed[data-src]:not(:has(iframe))").first();
    const address = await place.evaluate((element) => element.dataset.frame ?? element.dataset.src);
    const provider = new URL(address).origin;
    const link = place.locator(".player-start, .embed-link");
    const room = await (await place.getAttribute("data-frame") ? place : link).boundingBox();
    asked.length = 0;
    const answered = page.waitForResponse((response) => new URL(response.url()).origin === provider, { timeout: 90_000 });
    // By keyboard: a page that is still scrolling does not lose it.
    await Promise.all([answered, link.press("Enter")]);
    await page.waitForLoadState("networkidle");
    clicks += 1;
    assert.deepEqual([...new Set(asked)], [provider], `${name} asks ${asked} for a frame of ${provider}`);
    const frame = page.locator(`iframe[src="${address}"]`);
    const [title, sandbox, shape] = await frame.evaluate((one) => [one.title, one.sandbox.value, one.dataset.shape]);
    assert.ok(title && !title.startsWith("http"), `${name}: the frame of ${provider} is called ${title}`);
    assert.ok(sandbox.includes("allow-scripts") && !sandbox.includes("allow-top-navigation"), `${name}: ${sandbox}`);
    if (shape === "film") {
      const now = await frame.boundingBox();
      assert.ok(Math.abs(now.height - room.height) <= 2, `${name}: the page moves from ${room.height} to ${now.height}`);
    }
  }
  assert.deepEqual(refused, [], `${name}: ${refused}`);
  await context.close();
}
assert.ok(clicks > 0, "no page has an embed");

// Without scripts each is a link to its page, and nothing is asked either.
const { context, page, asked } = await opened("article--full.html", { javaScriptEnabled: false });
const links = await page.locator(".embed-link").evaluateAll((all) => all.map((link) => link.href));
assert.ok(links.length > 0 && links.every((link) => link.startsWith("https://")), String(links));
assert.deepEqual(asked, []);
await context.close();

await browser.close();
served.close();
console.log(`embeds: ${served.pages.length} pages ask nobody, ${clicks} clicks ask their provider alone`);
