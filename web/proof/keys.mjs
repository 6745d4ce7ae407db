// The reading pages by keyboard, with scripts and without: `node proof/keys.mjs PREVIEW`.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { BROWSER, servePages } from "./pages.mjs";

const { origin, close } = await servePages(process.argv[2]);
const browser = await chromium.launch(BROWSER);

/** Opens the full article page and hands it to a story; fails on any word in the console. */
async function story(name, { width, scripts }, tell) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: scripts });
  const page = await context.newPage();
  page.on("console", (message) => assert.notEqual(message.type(), "error", message.text()));
  await page.goto(`${origin}/article--full.html`);
  await tell(page);
  await context.close();
  console.log(`ok ${name}`);
}

const seen = (page, selector) => page.locator(selector).first().isVisible();

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";

  await story(`the first key leads past the menu, ${how}`, { width: 1400, scripts }, async (page) => {
    await page.keyboard.press("Tab");
    assert.ok(await page.locator(".skip:focus").count());
    await page.keyboard.press("Enter");
    assert.ok(page.url().endsWith("#main"));
  });

  await story(`a submenu opens by keyboard, ${how}`, { width: 1400, scripts }, async (page) => {
    await page.locator(".submenu summary").first().focus();
    assert.equal(await seen(page, ".submenu ul a"), false);
    await page.keyboard.press("Enter");
    assert.equal(await seen(page, ".submenu ul a"), true);
    await page.keyboard.press("Tab");
    assert.equal(await page.locator(".submenu ul a:focus").count(), 1);
  });

  await story(`on a phone the menu folds and unfolds, ${how}`, { width: 360, scripts }, async (page) => {
    assert.equal(await seen(page, ".menu-link"), false);
    await page.locator(".menu-button").focus();
    await page.keyboard.press("Enter");
    assert.equal(await seen(page, ".menu-link"), true);
    await page.keyboard.press("Escape");
    assert.equal(await seen(page, ".menu-link"), false);
    await page.keyboard.press("Enter");
    await page.locator(".menu-close").click();
    assert.equal(await seen(page, ".menu-link"), false);
  });

  await story(`buttons that need a script are there only with one, ${how}`, { width: 1400, scripts }, async (page) => {
    assert.equal(await seen(page, "[data-print]"), scripts);
  });
}

await story("Escape closes a submenu and goes back to its button", { width: 1400, scripts: true }, async (page) => {
  await page.locator(".submenu summary").first().click();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  assert.equal(await seen(page, ".submenu ul a"), false);
  assert.equal(await page.locator(".submenu summary:focus").count(), 1);
});

await story("a submenu closes when the reader goes on", { width: 1400, scripts: true }, async (page) => {
  await page.locator(".submenu summary").first().click();
  await page.locator(".story-headline").click();
  assert.equal(await page.locator("details[open]").count(), 0);
});

await story("words are suggested while a search is typed", { width: 1400, scripts: true }, async (page) => {
  const words = JSON.stringify(["op", ["open ran", "operators"]]);
  await page.route(/suggestions/, (route) => route.fulfill({ status: 200, contentType: "application/json", body: words }));
  const box = page.locator("#search-box");
  await box.pressSequentially("op");
  await page.waitForSelector(".suggestions li");
  assert.equal(await box.getAttribute("aria-expanded"), "true");
  await page.keyboard.press("ArrowDown");
  assert.equal(await box.inputValue(), "open ran");
  assert.equal(await page.locator(`#${await box.getAttribute("aria-activedescendant")}`).textContent(), "open ran");
  await page.keyboard.press("ArrowUp");
  assert.equal(await box.inputValue(), "op");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  assert.equal(await box.inputValue(), "op");
  assert.equal(await page.locator(".suggestions li").count(), 0);
});

await story("an embed asks its provider only after a click", { width: 1400, scripts: true }, async (page) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.route(/youtube/, (route) => route.fulfill({ status: 200, contentType: "text/html", body: "" }));
  assert.equal(await page.locator("iframe").count(), 0);
  await page.locator(".embed-link").first().click();
  assert.equal(await page.locator("iframe.embed-frame").count(), 1);
  assert.ok(asked.every((address) => address.startsWith(origin) || address.includes("youtube-nocookie.com")));
});

await browser.close();
close();
