// The whole script of a reading page. Each part improves something that works without it.
import { seekByChapter } from "./chapters";
import { clickToLoad } from "./embeds";
import { tidyMenu } from "./menu";
import { countReading } from "./reading";
import { leaveBlanksOut } from "./search";
import { offerSharing } from "./share";
import { suggestWords } from "./suggest";
import { bringDateUp } from "./today";

tidyMenu(document);
offerSharing(document);
clickToLoad(document);
seekByChapter(document);
suggestWords(document);
leaveBlanksOut(document);
countReading(document);
whenIdle(() => bringDateUp(document));

/** What nobody waits for: to know the day in a time zone takes a slow phone as long as all the rest. */
function whenIdle(work: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(work);
  else setTimeout(work);
}
