// A walk through a page with the Tab key alone, as somebody goes who has no mouse.

/** Whatever a key can reach and is seen, each with a number; how many there are. Runs in the page. */
function number() {
  const could = "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, audio[controls], video[controls], iframe, [tabindex='0'], [contenteditable]";
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length > 0;
  const all = [...document.querySelectorAll(could)].filter((element) => !element.disabled && element.tabIndex >= 0 && seen(element));
  all.forEach((element, at) => (element.dataset.walk = at));
  return all.length;
}

/** Where the focus is: its number, what it looks like in HTML, and what is wrong with that. Runs in the page. */
function here() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = [...element.getClientRects()].find(({ width, height }) => width > 0 && height > 0);
  const name = element.outerHTML.replace(/ data-walk="\d+"/, "").slice(0, 140);
  const kind = `${element.tagName} ${element.parentElement.className} ${element.className}`;
  const at = element.dataset.walk;
  if (!box) return { at, name, kind, fault: "it has no box" };
  const x = Math.min(Math.max((box.left + box.right) / 2, 1), innerWidth - 2);
  const y = Math.min(Math.max((box.top + box.bottom) / 2, 1), innerHeight - 2);
  if (box.bottom <= 0 || box.right <= 0 || box.top >= innerHeight || box.left >= innerWidth) return { at, name, kind, fault: "it is out of sight" };
  const over = document.elementFromPoint(x, y);
  const own = over && (element.contains(over) || over.contains(element));
  return { at, name, kind, fault: own ? null : `${over?.outerHTML.slice(0, 80)} lies over it` };
}

/** Whether the focus changes anything that is seen: the ring of a card lies around all of it. */
async function shows(page) {
  const there = await page.screenshot({ animations: "disabled" });
  await page.evaluate(() => {
    window.left = document.activeElement;
    window.left.blur();
  });
  const gone = await page.screenshot({ animations: "disabled" });
  await page.evaluate(() => window.left.focus({ preventScroll: true }));
  return !there.equals(gone);
}

/**
 * Walks from the first key to the last; what is wrong, in sentences, and how many places there are. Where the focus is must
 * be in sight, and be seen; nothing that is seen may be passed over. Places that share their styles are looked at closely
 * once: `kinds` are those that were.
 */
export async function walk(page, kinds) {
  const many = await page.evaluate(number);
  const [faults, reached] = [[], new Set()];
  for (let step = 0; step < 4 * many + 40; step += 1) {
    await page.keyboard.press("Tab");
    const place = await page.evaluate(here);
    if (!place) break;
    if (place.at === "0" && reached.size > 1) break;
    if (reached.has(place.at)) continue;
    reached.add(place.at);
    if (place.fault) faults.push(`${place.fault}: ${place.name}`);
    if (place.fault || kinds.has(place.kind)) continue;
    kinds.add(place.kind);
    if (!(await shows(page))) faults.push(`nobody sees the focus on it: ${place.name}`);
  }
  const passed = await page.evaluate((reached) => [...document.querySelectorAll("[data-walk]")].filter((element) => !reached.includes(element.dataset.walk)).map((element) => element.outerHTML.slice(0, 140)), [...reached]);
  passed.forEach((name) => faults.push(`it is passed over: ${name}`));
  return { faults, many };
}
