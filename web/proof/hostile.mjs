// Pages that hostile input made, opened many at a time: `node proof/hostile.mjs FOLDER`. The content security policy is
// off, events are sent to every element, and whatever runs, opens, leaves, or asks another host is a hit.
import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";
import { BROWSER } from "./pages.mjs";

const AT_ONCE = 120;
const TABS = 2;
const TYPES = { ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2" };

const folder = process.argv[2];
const names = (await readdir(folder)).filter((name) => name.endsWith(".html")).sort();
const part = (begin, many) => names.slice(begin, begin + many);

/** The house's own styles and scripts, as every page names them. */
const OWN = /<link rel="(?:preload|stylesheet|icon)" href="\/assets\/[\w/.-]+"[^<>]*>|<script src="\/assets\/[\w/.-]+" defer><\/script>/g;

/** Several pages in one, each with a mark behind it: one that swallows what follows is found by the marks. */
async function bundle(begin, many) {
  const pages = await Promise.all(part(begin, many).map((name) => readFile(join(folder, name), "utf8")));
  // Once is enough of what all have: a browser would match a hundred copies of the same styles.
  return pages.map((page, at) => `${at === 0 ? page : page.replace(OWN, "")}\n<i data-end="${begin + at}"></i>\n`).join("");
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, "http://x");
  try {
    if (url.pathname === "/pages") {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end(await bundle(Number(url.searchParams.get("begin")), Number(url.searchParams.get("many"))));
      return;
    }
    const bytes = await readFile(join(folder, normalize(decodeURIComponent(url.pathname))));
    response.writeHead(200, { "content-type": TYPES[extname(url.pathname)] ?? "application/octet-stream" });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const origin = `http://127.0.0.1:${server.address().port}`;

/** Watches before anything of the page runs. */
function watch() {
  for (const name of ["alert", "confirm", "prompt", "print", "open", "shadowlabs", "RWAR"]) window[name] = (said) => window.__hit(`${name} ${said}`);
}

/** Sends what a reader's hand could send, and looks for addresses that would run. */
function poke() {
  const events = ["mouseover", "mouseenter", "focus", "focusin", "click", "pointerover", "toggle", "error", "load", "animationend"];
  for (const element of document.querySelectorAll("*")) {
    const leads = (element.tagName === "A" && /^https?:/.test(element.href)) || element.type === "submit" || ["BUTTON", "SUMMARY"].includes(element.tagName);
    for (const name of events) {
      if (name === "click" && leads) continue;
      try { element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true })); } catch { /* Elements may be gone by now. */ }
    }
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) window.__hit(`attribute ${name}`);
      const address = value.replace(/[\u0000-\u0020]/g, "").toLowerCase();
      if (["href", "src", "action", "formaction", "data", "xlink:href", "poster"].includes(name) && /^(javascript|vbscript|data:text\/html)/.test(address)) {
        window.__hit(`address ${address.slice(0, 60)}`);
      }
    }
  }
  return [...document.querySelectorAll("i[data-end]")].length;
}

/** Opens some pages as one; what was hit. */
async function look(browser, begin, many) {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  const hits = [];
  page.on("dialog", (dialog) => { hits.push(`dialog ${dialog.message()}`); dialog.dismiss().catch(() => {}); });
  page.on("popup", () => hits.push("popup"));
  page.on("pageerror", (error) => hits.push(`error ${error.message}`));
  let left = 0;
  page.on("framenavigated", () => { left += 1; if (left > 1) hits.push("left the page"); });
  await page.exposeFunction("__hit", (what) => { hits.push(String(what)); });
  await page.addInitScript(watch);
  await page.route("**/*", (route) => {
    const url = new URL(route.request().url());
    if (["http:", "https:"].includes(url.protocol) && url.origin !== origin) {
      hits.push(`request ${url.host}`);
      return route.abort();
    }
    return route.continue();
  });
  await page.goto(`${origin}/pages?begin=${begin}&many=${many}`, { waitUntil: "load", timeout: 60_000 });
  const ends = await page.evaluate(poke);
  await page.waitForTimeout(200);
  const expected = part(begin, many).length;
  if (ends !== expected) hits.push(`${expected - ends} pages were swallowed by those before them`);
  await context.close();
  return hits;
}

/** Which page of several it was. */
async function narrow(browser, begin, many) {
  const hits = await look(browser, begin, many);
  if (hits.length === 0) return [];
  if (many === 1) return [`${names[begin]}: ${[...new Set(hits)].slice(0, 4).join(" | ")}`];
  const half = Math.ceil(many / 2);
  const found = [...(await narrow(browser, begin, half)), ...(await narrow(browser, begin + half, many - half))];
  return found.length ? found : [`${names[begin]} to ${names[begin + many - 1]} together: ${[...new Set(hits)].slice(0, 4).join(" | ")}`];
}

const browser = await chromium.launch(BROWSER);
const found = [];
const begins = names.map((_, at) => at).filter((at) => at % AT_ONCE === 0);
await Promise.all(Array.from({ length: TABS }, async () => {
  for (let begin = begins.shift(); begin !== undefined; begin = begins.shift()) {
    if (found.length < 20) found.push(...(await narrow(browser, begin, Math.min(AT_ONCE, names.length - begin))));
  }
}));
await browser.close();
server.close();
for (const hit of found) console.log(hit);
console.log(`hostile: ${names.length} pages opened, ${found.length} with something that ran`);
process.exitCode = found.length ? 1 : 0;
