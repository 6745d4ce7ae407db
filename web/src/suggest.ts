// Suggests words while a search is typed: a combobox after the ARIA pattern. Without it the form works by itself.

/** How long the reader rests before words are asked for. */
const REST_MS = 120;

export function suggestWords(page: Document): void {
  page.querySelectorAll<HTMLInputElement>("input[data-suggest]").forEach((input) => new Suggestions(input));
}

class Suggestions {
  private readonly list: HTMLUListElement;
  private waiting = 0;
  private asking: AbortController | undefined;
  /** What the reader typed, which Escape and a walk around the list bring back. */
  private typed = "";
  private chosen = -1;

  constructor(private readonly input: HTMLInputElement) {
    const list = input.ownerDocument.createElement("ul");
    list.className = "suggestions";
    list.id = `${input.id}-suggestions`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    input.form?.querySelector(".search-line")?.append(list);
    if (!list.isConnected) input.form?.after(list);
    this.list = list;
    for (const [name, value] of Object.entries({
      autocapitalize: "none",
      autocomplete: "off",
      role: "combobox",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": list.id,
    })) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", () => this.wait());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => this.close());
    // Before the input loses the focus, and with it the list.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => this.take(event));
  }

  private wait(): void {
    this.typed = this.input.value;
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => void this.ask(), REST_MS);
  }

  private async ask(): Promise<void> {
    this.asking?.abort();
    if (this.typed.trim().length < 2) return this.close();
    const asking = (this.asking = new AbortController());
    const typed = this.typed;
    try {
      const address = `${this.input.dataset.suggest}?q=${encodeURIComponent(typed)}`;
      const answer = await fetch(address, { signal: asking.signal });
      const [, words] = (await answer.json()) as [string, string[]];
      if (typed === this.typed && this.input.ownerDocument.activeElement === this.input) this.show(words);
    } catch {
      // Nothing to offer: the reader types on.
      if (!asking.signal.aborted) this.close();
    }
  }

  private show(words: string[]): void {
    this.chosen = -1;
    this.list.replaceChildren(...words.map((word, place) => this.entry(word, place)));
    this.list.hidden = words.length === 0;
    this.input.setAttribute("aria-expanded", String(words.length > 0));
    this.input.removeAttribute("aria-activedescendant");
  }

  private entry(word: string, place: number): HTMLLIElement {
    const entry = this.input.ownerDocument.createElement("li");
    entry.id = `${this.list.id}-${place}`;
    entry.setAttribute("role", "option");
    entry.setAttribute("aria-selected", "false");
    entry.textContent = word;
    return entry;
  }

  private close(): void {
    clearTimeout(this.waiting);
    this.asking?.abort();
    this.show([]);
  }

  private press(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (this.list.hidden) return this.pressAlone(event);
    if (event.key === "ArrowDown") this.walk(1);
    else if (event.key === "ArrowUp") this.walk(-1);
    else if (event.key === "Escape") {
      this.input.value = this.typed;
      this.close();
    } else return;
    event.preventDefault();
  }

  /** While nothing is suggested: down asks once more, Escape empties the field. */
  private pressAlone(event: KeyboardEvent): void {
    if (event.key === "ArrowDown") {
      this.typed = this.input.value;
      void this.ask();
    } else if (event.key === "Escape" && this.input.value !== "") {
      this.input.value = this.typed = "";
      this.close();
    } else return;
    event.preventDefault();
  }

  /** Goes through the list and, between its ends, by what was typed. */
  private walk(step: number): void {
    const places = this.list.children.length + 1;
    this.choose(((this.chosen + 1 + step + places) % places) - 1);
  }

  private choose(place: number): void {
    this.list.children[this.chosen]?.setAttribute("aria-selected", "false");
    this.chosen = place;
    const entry = this.list.children[place];
    this.input.value = entry?.textContent ?? this.typed;
    if (!entry) return this.input.removeAttribute("aria-activedescendant");
    entry.setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", entry.id);
    entry.scrollIntoView({ block: "nearest" });
  }

  private take(event: Event): void {
    const entry = (event.target as Element).closest("li");
    if (!entry) return;
    this.input.value = entry.textContent ?? "";
    this.close();
    this.input.form?.requestSubmit();
  }
}
