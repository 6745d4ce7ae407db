// Nothing is asked of a third party before the reader presses play. Without this script the links lead to the provider.

/** What a frame may use of the browser, by what it shows. */
const ALLOWED: Record<string, string> = {
  film: "autoplay; encrypted-media; fullscreen; picture-in-picture",
  tall: "autoplay; encrypted-media; fullscreen",
  sound: "autoplay; encrypted-media",
  chart: "fullscreen",
};

/** Enough for a player to play, and for a link in it to open. It cannot lead the page away. */
const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-forms allow-presentation";

export function clickToLoad(page: Document): void {
  page.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = (event.target as Element).closest("a");
    const place = link?.closest<HTMLElement>("[data-frame]") ?? embedOf(link);
    const address = place?.dataset.frame ?? place?.dataset.src;
    if (!link || !place || !address) return;
    event.preventDefault();
    const title = place.dataset.title ?? link.dataset.title ?? link.querySelector(".embed-title")?.textContent ?? "";
    const frame = frameOf(page, address, title.trim(), place.dataset.shape ?? "");
    // The room that was kept for the still is the frame's.
    (place.dataset.frame ? place : link).replaceWith(frame);
    frame.focus();
  });
}

function embedOf(link: Element | null | undefined): HTMLElement | null | undefined {
  return link?.matches(".embed-link") ? link.closest<HTMLElement>(".embed[data-src]") : null;
}

function frameOf(page: Document, address: string, title: string, shape: string): HTMLIFrameElement {
  const frame = page.createElement("iframe");
  frame.className = "embed-frame";
  frame.dataset.shape = shape;
  frame.title = title;
  frame.allow = ALLOWED[shape] ?? "";
  frame.setAttribute("sandbox", SANDBOX);
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.src = address;
  return frame;
}
