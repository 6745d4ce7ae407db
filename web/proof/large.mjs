// Pages for a reader who has letters twice as large, on a phone: `node proof/large.mjs PREVIEW [PATTERN] [OUT]`. Nothing
// may be wider than the window, no word of the publication's name may be broken. With OUT it leaves pictures there.
import { mkdir } from "node:fs/promises";
import { chromium } from "playwright-core";
import { BROWSER, servePages } from "./pages.mjs";

const [preview, pattern = ".", out] = process.argv.slice(2);
const { origin, pages: all, close } = await servePages(preview, { whole: true });
const pages = all.filter((name) => new RegExp(pattern).test(name));
if (out) await mkdir(out, { recursive: true });

/** What is wrong with a page, in sentences. Runs in the page. */
function faultsOf() {
  const faults = [];
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over > 0) {
    const wide = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
    faults.push(`${over} px too wide, by ${wide.at(-1)?.outerHTML.slice(0, 120)}`);
  }
  for (const element of document.querySelectorAll(".nameplate-name, .menu-button, .search-go")) {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      for (const { index, 0: word } of text.data.matchAll(/\p{L}{2,20}/gu)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
        if (lines.size > 1) faults.push(`"${word}" is broken`);
      }
    }
  }
  const words = document.querySelector(".search-words");
  if (words && words.clientWidth < innerWidth / 2) faults.push(`the search field has ${words.clientWidth} px`);
  return faults;
}

let wrong = 0;
// Letters as they come, as the browser's settings make them, and as a page's own do, which no media query hears of.
for (const [letters, setting, style] of [["plain", 16, ""], ["set", 32, ""], ["grown", 16, "html{font-size:200%}"]]) {
  const browser = await chromium.launch({ ...BROWSER, args: [...BROWSER.args, `--blink-settings=defaultFontSize=${setting}`] });
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, bypassCSP: true });
  const page = await context.newPage();
  for (const name of pages) {
    await page.goto(`${origin}/${name}`);
    if (style) await page.addStyleTag({ content: style });
    for (const fault of await page.evaluate(faultsOf)) {
      console.log(`${name}, letters ${letters}: ${fault}`);
      wrong += 1;
    }
    if (out) await page.screenshot({ path: `${out}/${name.replace(".html", "")}-${letters}.png`, fullPage: true });
  }
  await browser.close();
}
close();
console.log(`large letters: ${pages.length} pages looked at, ${wrong} findings`);
process.exitCode = wrong ? 1 : 0;
