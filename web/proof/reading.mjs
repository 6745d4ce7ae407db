// When a page says that it is being read: `node proof/reading.mjs PREVIEW`.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { BROWSER, servePages } from "./pages.mjs";

const { origin, close } = await servePages(process.argv[2]);
const COUNTER = "/api/reading/01234567-89ab-7cde-8f01-23456789abcd";
const MARK = `<meta name="reading" content="${COUNTER}">`;

/** Opens an article with a counter, and tells what it asked for within so many milliseconds. */
async function asked({ args = [], milliseconds, scripts = true, act = () => {} }) {
  const browser = await chromium.launch({ ...BROWSER, args: [...BROWSER.args, ...args] });
  const context = await browser.newContext({ javaScriptEnabled: scripts });
  const page = await context.newPage();
  const counted = [];
  await page.route("**/article--full.html", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace("</title>", `</title>${MARK}`) });
  });
  await page.route("**/api/reading/*", (route) => {
    counted.push(route.request());
    return route.fulfill({ status: 204 });
  });
  await page.goto(`${origin}/article--full.html`);
  await act(page);
  await page.waitForTimeout(milliseconds);
  const cookies = await context.cookies();
  const kept = scripts ? await page.evaluate(() => localStorage.length + sessionStorage.length) : 0;
  await browser.close();
  assert.deepEqual([cookies.length, kept], [0, 0], "something is kept in the browser");
  return counted;
}

const READER = ["--disable-blink-features=AutomationControlled"];
const turnAway = (page) =>
  page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });

assert.equal((await asked({ args: READER, milliseconds: 3000 })).length, 0);
console.log("ok nothing is counted at a glance");
const [counted, ...more] = await asked({ args: READER, milliseconds: 7000 });
assert.deepEqual([counted?.method(), new URL(counted.url()).pathname, counted.postData(), more.length], ["POST", COUNTER, null, 0]);
console.log("ok a page that is looked at is counted once, without a word about the reader");
assert.equal((await asked({ args: READER, milliseconds: 7000, act: turnAway })).length, 0);
console.log("ok a page out of sight is not counted");
assert.equal((await asked({ milliseconds: 7000 })).length, 0);
console.log("ok a browser under automation does not count");
assert.equal((await asked({ args: READER, milliseconds: 7000, scripts: false })).length, 0);
console.log("ok without scripts nothing is counted");
close();
