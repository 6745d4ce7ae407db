// Nothing is asked of a third party before the reader presses play. Without this script the links lead to the provider.

/** Providers whose frames hold a post, not a film: they want height. */
const TALL = new Set(["x", "instagram", "tiktok", "facebook"]);
/** Providers whose frames hold a sound. */
const FLAT = new Set(["soundcloud", "spotify", "apple-podcasts"]);

export function clickToLoad(page: Document): void {
  page.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = (event.target as Element).closest("a");
    const player = link?.closest<HTMLElement>("[data-frame]");
    const embed = link?.matches(".embed-link") ? link.closest<HTMLElement>(".embed[data-src]") : null;
    const address = player?.dataset.frame ?? embed?.dataset.src;
    if (!link || !address) return;
    event.preventDefault();
    const frame = frameOf(page, address, player?.dataset.title ?? link.textContent?.trim() ?? "");
    const provider = embed?.dataset.provider ?? "";
    frame.className = "embed-frame";
    frame.toggleAttribute("data-tall", TALL.has(provider));
    frame.toggleAttribute("data-flat", FLAT.has(provider));
    (player ?? link).replaceWith(frame);
    frame.focus();
  });
}

function frameOf(page: Document, address: string, title: string): HTMLIFrameElement {
  const frame = page.createElement("iframe");
  frame.src = address;
  frame.title = title;
  frame.allow = "autoplay; fullscreen; picture-in-picture; encrypted-media";
  frame.allowFullscreen = true;
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  return frame;
}
