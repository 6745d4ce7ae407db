// Submenus are <details>: they open and close by themselves. This closes them when the reader has turned away.

export function tidyMenu(page: Document): void {
  const menu = page.getElementById("menu");
  if (!menu) return;

  const open = (): HTMLDetailsElement[] => [...menu.querySelectorAll<HTMLDetailsElement>("details[open]")];

  menu.addEventListener("keydown", (event) => {
    const details = (event.target as Element).closest<HTMLDetailsElement>("details[open]");
    if (event.key !== "Escape" || !details) return;
    details.open = false;
    details.querySelector("summary")?.focus();
    event.preventDefault();
  });

  menu.addEventListener("focusout", (event) => {
    const next = event.relatedTarget as Node | null;
    if (!next) return;
    for (const details of open()) if (!details.contains(next)) details.open = false;
  });

  page.addEventListener("click", (event) => {
    for (const details of open()) if (!details.contains(event.target as Node)) details.open = false;
  });
}
