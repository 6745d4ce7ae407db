// Pages are kept for a while; the masthead's date is brought up to the day of the paper's own time zone.

export function bringDateUp(page: Document): void {
  const date = page.querySelector<HTMLTimeElement>("[data-today]");
  if (!date) return;
  const timeZone = date.dataset.today || "UTC";
  const now = new Date();
  const day = now.toLocaleDateString("sv-SE", { timeZone });
  if (day === date.dateTime) return;
  const part = (style: Intl.DateTimeFormatOptions): string =>
    now.toLocaleDateString("en-GB", { timeZone, ...style });
  date.dateTime = day;
  date.textContent = [
    part({ weekday: "long" }),
    part({ day: "numeric" }),
    part({ month: "long" }),
    part({ year: "numeric" }),
  ].join(" ");
}
