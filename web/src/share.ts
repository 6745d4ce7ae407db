// Buttons that only a script can make useful: copy the address, print. They stay hidden without one.

export function offerSharing(page: Document): void {
  for (const button of page.querySelectorAll<HTMLButtonElement>("[data-copy]")) {
    if (!navigator.clipboard) continue;
    show(button);
    button.addEventListener("click", () => void copy(button));
  }
  for (const button of page.querySelectorAll<HTMLButtonElement>("[data-print]")) {
    show(button);
    button.addEventListener("click", () => window.print());
  }
}

function show(button: HTMLButtonElement): void {
  button.closest<HTMLElement>("[hidden]")?.removeAttribute("hidden");
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const words = button.textContent;
  await navigator.clipboard.writeText(button.closest<HTMLElement>("[data-address]")?.dataset.address ?? location.href);
  button.textContent = button.dataset.done ?? words;
  setTimeout(() => (button.textContent = words), 2000);
}
