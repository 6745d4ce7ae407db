// The reading pages by keyboard, with scripts and without: `node proof/keys.mjs PREVIEW`.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { BROWSER, servePages } from "./pages.mjs";
import { walk } from "./walk.mjs";

const { origin, close } = await servePages(process.argv[2]);
const browser = await chromium.launch(BROWSER);
/** So many stories are told at once. */
const AT_ONCE = 3;
const stories = [];

/** Notes a story of a page, to be told with the others. */
function story(name, where, tell) {
  stories.push(() => open(name, where, tell));
}

/** Opens a page and tells a story of it; fails on any word in the console. */
async function open(name, { at = "article--full", width, scripts }, tell) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: scripts, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.on("console", (message) => assert.notEqual(message.type(), "error", message.text()));
  // What the house answers to a question is the matter of other proofs.
  await page.route(/\/search(\?|$)/, (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<title>Answers</title>" }));
  await page.route(/suggestions/, (route) => route.fulfill({ status: 200, contentType: "application/json", body: '["",[]]' }));
  await page.goto(`${origin}/${at}.html`);
  await tell(page).catch((fault) => { throw new Error(`${name}: ${fault.message}`, { cause: fault }); });
  await context.close();
  console.log(`ok ${name}`);
}

const seen = (page, selector) => page.locator(selector).first().isVisible();
const answers = (page, words) => page.waitForURL((url) => url.pathname === "/search" && url.searchParams.get("q") === words);

const PAGES = ["article--full", "front--full", "section--full", "search--full", "search--nothing", "archive_month--full", "video--full", "video--provider", "episode--full"];

/** Kinds of places whose ring was seen, by the width of the window. */
const kinds = { 1400: new Set(), 360: new Set() };

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";

  for (const at of PAGES) {
    for (const width of [1400, 360]) {
      story(`every place of ${at} is reached and seen at ${width} px, ${how}`, { at, width, scripts }, async (page) => {
        const { faults, many } = await walk(page, kinds[width]);
        assert.deepEqual(faults, []);
        assert.ok(many > 10, `there are ${many} places`);
      });
    }

    story(`the first key leads past the menu of ${at}, ${how}`, { at, width: 1400, scripts }, async (page) => {
      await page.keyboard.press("Tab");
      assert.ok(await page.locator(".skip:focus").count());
      await page.keyboard.press("Enter");
      assert.ok(page.url().endsWith("#main"));
      await page.keyboard.press("Tab");
      assert.ok(await page.evaluate(() => document.activeElement.closest("main, footer")), "the next key leads back to the menu");
    });

    story(`a submenu of ${at} opens by keyboard, ${how}`, { at, width: 1400, scripts }, async (page) => {
      await page.locator(".menu summary").first().focus();
      assert.equal(await seen(page, ".menu details ul a"), false);
      await page.keyboard.press("Enter");
      assert.equal(await seen(page, ".menu details ul a"), true);
      await page.keyboard.press("Tab");
      assert.equal(await page.locator(".menu details ul a:focus").count(), 1);
    });

    story(`on a phone the menu of ${at} folds and unfolds, ${how}`, { at, width: 360, scripts }, async (page) => {
      assert.equal(await seen(page, ".menu-list > li > a"), false);
      await page.locator(".menu-button").focus();
      await page.keyboard.press("Enter");
      assert.equal(await seen(page, ".menu-list > li > a"), true);
      await page.keyboard.press("Tab");
      assert.equal(await page.locator(".menu :focus").count(), 1, "the next key does not lead into the menu");
      await page.keyboard.press("Escape");
      assert.equal(await seen(page, ".menu-list > li > a"), false);
      assert.equal(await page.locator(".menu-button:focus").count(), 1, "the focus does not come back");
      await page.keyboard.press("Enter");
      await page.locator(".menu-close").click();
      assert.equal(await seen(page, ".menu-list > li > a"), false);
    });
  }

  story(`buttons that need a script are there only with one, ${how}`, { width: 1400, scripts }, async (page) => {
    assert.equal(await seen(page, "[data-print]"), scripts);
  });

  story(`the masthead tells the day in the paper's time zone, ${how}`, { width: 1400, scripts }, async (page) => {
    const today = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/London" });
    await page.waitForTimeout(500);
    const told = page.locator(".masthead-date");
    assert.equal(await told.getAttribute("datetime"), scripts ? today : "2020-09-15");
    assert.match(await told.textContent(), new RegExp(`day ${Number((scripts ? today : "2020-09-15").slice(8))} `));
  });

  story(`the box in the masthead asks, ${how}`, { at: "front--full", width: 1400, scripts }, async (page) => {
    await page.locator("#search-box").focus();
    await page.keyboard.type("open ran");
    await Promise.all([answers(page, "open ran"), page.keyboard.press("Enter")]);
  });

  story(`on a phone a link leads to the search, ${how}`, { at: "front--full", width: 360, scripts }, async (page) => {
    await page.locator(".search-link").focus();
    await Promise.all([page.waitForURL("**/search"), page.keyboard.press("Enter")]);
  });

  story(`the page of answers asks again, and days can be chosen, ${how}`, { at: "search--nothing", width: 1400, scripts }, async (page) => {
    await page.locator(".search-more summary").focus();
    const isOpen = await seen(page, ".search-days input");
    await page.keyboard.press("Enter");
    assert.equal(await seen(page, ".search-days input"), !isOpen);
    if (isOpen) await page.keyboard.press("Enter");
    await page.locator(".search-days input").first().fill("2020-03-01");
    await page.locator("#words").fill("masts");
    await page.locator("#words").focus();
    await Promise.all([answers(page, "masts"), page.keyboard.press("Enter")]);
    assert.equal(new URL(page.url()).searchParams.get("from"), "2020-03-01");
  });

  story(`a film of a provider is a key away, ${how}`, { at: "video--provider", width: 1400, scripts }, async (page) => {
    await page.context().route(/^https:/, (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<title>A film</title>" }));
    await page.locator(".player-start").focus();
    const film = scripts ? page.waitForSelector("iframe.embed-frame") : page.context().waitForEvent("page");
    await Promise.all([film, page.keyboard.press("Enter")]);
    // It takes the focus once it is there.
    if (scripts) await page.waitForSelector("iframe.embed-frame:focus");
    else await (await film).waitForURL(/^https:\/\/www\.youtube\.com\//);
  });
}

story("Escape closes a submenu and goes back to its button", { width: 1400, scripts: true }, async (page) => {
  await page.locator(".menu summary").first().click();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  assert.equal(await seen(page, ".menu details ul a"), false);
  assert.equal(await page.locator(".menu summary:focus").count(), 1);
});

story("a submenu closes when the reader goes on", { width: 1400, scripts: true }, async (page) => {
  await page.locator(".menu summary").first().click();
  await page.locator(".story-headline").click();
  assert.equal(await page.locator("details[open]").count(), 0);
});

for (const [at, id] of [["article--full", "search-box"], ["search--full", "words"]]) {
  story(`words are suggested while a search is typed into #${id}`, { at, width: 1400, scripts: true }, async (page) => {
    const words = JSON.stringify(["op", ["open ran", "operators"]]);
    await page.route(/suggestions/, (route) => route.fulfill({ status: 200, contentType: "application/json", body: words }));
    const box = page.locator(`#${id}`);
    const list = page.locator(`#${id}-suggestions`);
    await box.fill("");
    await box.pressSequentially("op");
    await list.locator("li").first().waitFor();
    assert.equal(await box.getAttribute("aria-expanded"), "true");
    await page.keyboard.press("ArrowDown");
    assert.equal(await box.inputValue(), "open ran");
    assert.equal(await page.locator(`#${await box.getAttribute("aria-activedescendant")}`).textContent(), "open ran");
    await page.keyboard.press("ArrowUp");
    assert.equal(await box.inputValue(), "op");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    assert.equal(await box.inputValue(), "op");
    assert.equal(await list.locator("li").count(), 0);
    await page.keyboard.press("ArrowDown");
    await list.locator("li").first().waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await box.inputValue(), "op");
    await page.keyboard.press("Escape");
    assert.equal(await box.inputValue(), "", "a second Escape does not empty the field");
    await box.pressSequentially("opp");
    await box.press("Backspace");
    await box.press("p");
    await list.locator("li").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await Promise.all([answers(page, "operators"), page.keyboard.press("Enter")]);
  });

  story(`who goes on with Tab leaves no suggestions of #${id} behind`, { at, width: 1400, scripts: true }, async (page) => {
    const words = JSON.stringify(["op", ["open ran"]]);
    await page.route(/suggestions/, (route) => route.fulfill({ status: 200, contentType: "application/json", body: words }));
    await page.locator(`#${id}`).fill("");
    await page.locator(`#${id}`).pressSequentially("op");
    await page.locator(`#${id}-suggestions li`).first().waitFor();
    await page.keyboard.press("Tab");
    assert.equal(await page.locator(`#${id}-suggestions`).isVisible(), false);
    assert.equal(await page.locator(`#${id}`).inputValue(), "op");
  });
}

story("days that are not chosen are not asked for", { at: "search--blank", width: 1400, scripts: true }, async (page) => {
  await page.locator("#words").fill("masts");
  await Promise.all([answers(page, "masts"), page.keyboard.press("Enter")]);
  assert.equal(new URL(page.url()).search, "?q=masts");
});

story("an embed asks its provider only after a click", { width: 1400, scripts: true }, async (page) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.route(/youtube/, (route) => route.fulfill({ status: 200, contentType: "text/html", body: "" }));
  assert.equal(await page.locator("iframe").count(), 0);
  await page.locator(".embed-link").first().click();
  assert.equal(await page.locator("iframe.embed-frame").count(), 1);
  assert.ok(asked.every((address) => address.startsWith(origin) || address.includes("youtube-nocookie.com")));
});

const many = stories.length;
await Promise.all(Array.from({ length: AT_ONCE }, async () => {
  for (let tell = stories.shift(); tell; tell = stories.shift()) await tell();
}));
await browser.close();
close();
console.log(`keys: ${many} stories`);
