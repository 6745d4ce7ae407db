// Nothing is asked of a third party before the reader presses play.

export function clickToLoad(page: Document): void {
  page.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = (event.target as Element).closest("a");
    const waiting = link?.closest<HTMLElement>("[data-frame]");
    const address = waiting?.dataset.frame;
    if (!waiting || !address) return;
    event.preventDefault();
    const frame = page.createElement("iframe");
    frame.src = address;
    frame.title = waiting.dataset.title ?? "";
    frame.allow = "autoplay; fullscreen; picture-in-picture; encrypted-media";
    frame.allowFullscreen = true;
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    waiting.replaceWith(frame);
    frame.focus();
  });
}
