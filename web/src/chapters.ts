// A chapter's link opens the recording from there on. With this script it plays on the page, and the list shows where
// the recording is.

export function seekByChapter(page: Document): void {
  const player = page.querySelector<HTMLMediaElement>(".player video, .listen audio");
  const links = [...page.querySelectorAll<HTMLAnchorElement>("[data-seek]")];
  if (!player || links.length === 0) return;

  page.addEventListener("click", (event) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = (event.target as Element).closest<HTMLAnchorElement>("[data-seek]");
    if (!link) return;
    event.preventDefault();
    const at = Number(link.dataset.seek);
    // Before anything is loaded there is no place to go to.
    if (player.readyState === 0) player.addEventListener("loadedmetadata", () => (player.currentTime = at), { once: true });
    else player.currentTime = at;
    // A browser may want another press first; then the reader gives it.
    player.play().catch(() => undefined);
  });

  const mark = (): void => {
    const current = links.filter((link) => Number(link.dataset.seek) <= player.currentTime + 0.5).pop();
    for (const link of links) link.setAttribute("aria-current", String(link === current));
  };
  player.addEventListener("timeupdate", mark);
  player.addEventListener("seeked", mark);
}
