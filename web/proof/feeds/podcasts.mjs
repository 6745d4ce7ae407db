// Podcasts of a running house, read as a podcast program reads them: `node podcasts.mjs ORIGIN PATH...`.
import partytime from "podcast-partytime";

const [origin, ...paths] = process.argv.slice(2);
const findings = [];
let episodes = 0;
const sides = new Map();

/** What is wrong with a cover, for directories take squares of 1400 to 3000 pixels alone, as JPEG or PNG. */
async function cover(address) {
  if (!address?.startsWith("http")) return `is ${address}`;
  if (!sides.has(address)) {
    // A publication may call itself by another name than the house that is asked.
    const picture = await fetch(origin + new URL(address).pathname);
    sides.set(address, picture.ok ? size(new Uint8Array(await picture.arrayBuffer())) : `answered ${picture.status}`);
  }
  const side = sides.get(address);
  if (typeof side === "string") return `${address} ${side}`;
  const [width, height] = side;
  return width === height && width >= 1400 && width <= 3000 ? null : `${address} is ${width} by ${height}`;
}

/** Width and height of a PNG or JPEG, as its bytes say; else what it is not. */
function size(bytes) {
  const view = new DataView(bytes.buffer);
  if (view.getUint32(0) === 0x89504e47) return [view.getUint32(16), view.getUint32(20)];
  if (view.getUint16(0) !== 0xffd8) return "is neither JPEG nor PNG";
  for (let at = 2; at < bytes.length; at += 2 + view.getUint16(at + 2)) {
    const frame = bytes[at + 1];
    // The frames of all kinds of JPEG, but not its tables.
    if (frame >= 0xc0 && frame <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(frame)) return [view.getUint16(at + 7), view.getUint16(at + 5)];
  }
  return "has no size";
}
for (const path of paths) {
  const found = (what) => findings.push(`${path}: ${what}`);
  const answer = await fetch(origin + path);
  const show = answer.ok ? partytime.parseFeed(await answer.text(), { allowMissingGuid: false }) : null;
  if (!show) {
    found(`it answered ${answer.status}, and is no podcast`);
    continue;
  }
  if (!show.title || !show.guid || !show.author || !show.itunesCategory?.length) found("title, guid, author or category is missing");
  if (show.explicit !== false || show.medium !== "podcast") found(`explicit ${show.explicit}, medium ${show.medium}`);
  const wrong = await cover(show.itunesImage);
  if (wrong) found(`its cover ${wrong}`);
  for (const episode of show.items) {
    episodes += 1;
    const named = (what) => found(`${episode.title}: ${what}`);
    const { url, length, type } = episode.enclosure ?? {};
    if (!/^https?:\/\/.+\.(mp3|m4a|ogg|wav|mp4)$/.test(url ?? "") || !(length > 0) || !/^(audio|video)\//.test(type ?? "")) named(`its recording is ${JSON.stringify(episode.enclosure)}`);
    if (!episode.guid || !episode.pubDate || !(episode.duration > 0)) named("guid, time or length is missing");
    const wrong = await cover(episode.itunesImage ?? episode.image);
    if (wrong) named(`its cover ${wrong}`);
    if (!episode.podcastPeople?.length) named("nobody is heard in it");
  }
}
findings.forEach((finding) => console.log(finding));
console.log(`podcasts: ${paths.length} shows, ${episodes} episodes, ${findings.length} findings`);
process.exitCode = findings.length ? 1 : 0;
