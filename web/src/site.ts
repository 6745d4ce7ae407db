// The whole script of a reading page. Each part improves something that works without it.
import { clickToLoad } from "./embeds";
import { tidyMenu } from "./menu";
import { countReading } from "./reading";
import { offerSharing } from "./share";
import { bringDateUp } from "./today";

tidyMenu(document);
offerSharing(document);
clickToLoad(document);
bringDateUp(document);
countReading(document);
