// Says once that the page is being read: when it has been in sight for five seconds on end. No cookie, no id, no body.

const LOOKED_AT = 5000;

export function countReading(page: Document): void {
  const counter = page.querySelector<HTMLMetaElement>('meta[name="reading"]')?.content;
  if (!counter || navigator.webdriver || !navigator.sendBeacon) return;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const look = (): void => {
    clearTimeout(waiting);
    if (page.visibilityState === "visible") waiting = setTimeout(count, LOOKED_AT);
  };
  const count = (): void => {
    page.removeEventListener("visibilitychange", look);
    navigator.sendBeacon(counter);
  };

  page.addEventListener("visibilitychange", look);
  look();
}
