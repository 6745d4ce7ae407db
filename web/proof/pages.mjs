// Serves a folder made by `cargo xtask preview` for the proofs: under the content security policy of the house, with
// the sample publication's pictures in the place of renditions, and the house's icon in that of the site's.
import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const PICTURES = fileURLToPath(new URL("../../demo/pictures/", import.meta.url));
const ICON = fileURLToPath(new URL("../../crates/content/assets/icon.png", import.meta.url));
const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
  ".woff2": "font/woff2", ".webp": "image/webp", ".png": "image/png", ".vtt": "text/vtt",
};
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; frame-src https:";

async function bytesOf(folder, path) {
  if (path.endsWith(".vtt")) return Buffer.from("WEBVTT\n\n00:00.000 --> 00:01.000\nA word.\n");
  if (/^\/icon-\d+\.png$/.test(path)) return readFile(ICON);
  const picture = /^\/media\/(?:.*\/)?([a-z0-9-]+?)(?:-\d+)?\.(?:jpg|webp)$/.exec(path);
  if (!picture) return readFile(join(folder, normalize(path)));
  const known = await readdir(PICTURES);
  const name = known.find((file) => file === `${picture[1]}.webp`) ?? known.find((file) => file.endsWith(".webp"));
  return readFile(PICTURES + name);
}

/** What is below the first screen is laid out at once, for proofs that look at whole pages without scrolling. */
const WHOLE = "*{content-visibility:visible !important}";

/** Serves `folder` until closed; gives the origin and the names of its pages. */
export async function servePages(folder, { whole = false } = {}) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    try {
      const bytes = await bytesOf(folder, path);
      const type = path.startsWith("/media/") && !path.endsWith(".vtt") ? "image/webp" : TYPES[extname(path)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type, "content-security-policy": POLICY });
      response.end(whole && path.endsWith(".css") ? bytes + WHOLE : bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const pages = (await readdir(folder)).filter((name) => name.endsWith(".html")).sort();
  return { origin: `http://127.0.0.1:${server.address().port}`, pages, close: () => server.close() };
}

/** The browser, as quiet as it can be. */
export const BROWSER = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
};
