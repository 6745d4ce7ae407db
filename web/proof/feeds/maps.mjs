// The maps of a running house, read by a library that others read them with: `node maps.mjs ORIGIN`. Its parser says what it
// does not know, or would not write so itself.
import { Readable } from "node:stream";
import { ErrorLevel, SitemapStream, XMLToSitemapIndexStream, XMLToSitemapItemStream, streamToPromise } from "sitemap";

const origin = process.argv[2].replace(/\/$/, "");
const findings = [];
const read = { maps: 0, addresses: 0, pictures: 0, news: 0 };

/** The same address on the house that is asked: a publication may call itself by another name. */
const local = (address) => origin + new URL(address).pathname;

/** What a parser makes of a map; what it complains of is noted. */
async function parsed(address, Parser) {
  const answer = await fetch(address);
  if (!answer.ok) {
    findings.push(`${address}: it answered ${answer.status}`);
    return [];
  }
  read.maps += 1;
  const logger = (_, ...words) => findings.push(`${address}: ${words.join(" ")}`);
  const items = [];
  const parser = Readable.from([await answer.text()]).pipe(new Parser({ level: ErrorLevel.WARN, logger }));
  for await (const item of parser) items.push(item);
  return items;
}

for (const part of await parsed(`${origin}/sitemap.xml`, XMLToSitemapIndexStream)) {
  if (!(new Date(part.lastmod).getTime() > 0)) findings.push(`${part.url}: it last changed ${part.lastmod}`);
  const items = await parsed(local(part.url), XMLToSitemapItemStream);
  if (items.length === 0) findings.push(`${part.url}: it is empty`);
  read.addresses += items.length;
  read.pictures += items.reduce((many, { img }) => many + img.length, 0);
  for (const { url, lastmod } of items) {
    if (lastmod && !(new Date(lastmod).getTime() > 0)) findings.push(`${part.url}: ${url} last changed ${lastmod}`);
  }
  // What was read can be written again by the rules that the library knows.
  const again = new SitemapStream({ level: ErrorLevel.THROW });
  items.forEach((item) => again.write(item));
  again.end();
  await streamToPromise(again).catch((fault) => findings.push(`${part.url}: ${fault.message}`));
}
for (const { url, news } of await parsed(`${origin}/news-sitemap.xml`, XMLToSitemapItemStream)) {
  read.news += 1;
  if (!news?.title || !news.publication?.name || !news.publication?.language || !news.publication_date) findings.push(`${url}: ${JSON.stringify(news)} is no news`);
}
findings.slice(0, 100).forEach((finding) => console.log(finding));
console.log(`maps: ${Object.entries(read).map(([name, many]) => `${many} ${name}`).join(", ")}, ${findings.length} findings`);
process.exitCode = findings.length ? 1 : 0;
