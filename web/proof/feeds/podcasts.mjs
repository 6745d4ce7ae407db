// Podcasts of a running house, read as a podcast program reads them: `node podcasts.mjs ORIGIN PATH...`.
import partytime from "podcast-partytime";

const [origin, ...paths] = process.argv.slice(2);
const findings = [];
let episodes = 0;
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
  if (!show.itunesImage?.startsWith("http")) found(`its cover is ${show.itunesImage}`);
  for (const episode of show.items) {
    episodes += 1;
    const named = (what) => found(`${episode.title}: ${what}`);
    const { url, length, type } = episode.enclosure ?? {};
    if (!/^https?:\/\/.+\.(mp3|m4a|ogg|wav|mp4)$/.test(url ?? "") || !(length > 0) || !/^(audio|video)\//.test(type ?? "")) named(`its recording is ${JSON.stringify(episode.enclosure)}`);
    if (!episode.guid || !episode.pubDate || !(episode.duration > 0)) named("guid, time or length is missing");
    if (!episode.podcastPeople?.length) named("nobody is heard in it");
  }
}
findings.forEach((finding) => console.log(finding));
console.log(`podcasts: ${paths.length} shows, ${episodes} episodes, ${findings.length} findings`);
process.exitCode = findings.length ? 1 : 0;
