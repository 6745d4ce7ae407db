// The Nu checker over every previewed page: `node proof/valid.mjs PREVIEW`. Needs Java.
import { spawnSync } from "node:child_process";
import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const jar = createRequire(import.meta.url)("vnu-jar");
const folder = process.argv[2];
const pages = (await readdir(folder)).filter((name) => name.endsWith(".html")).map((name) => join(folder, name));
const { stderr } = spawnSync("java", ["-jar", jar, "--format", "json", ...pages], { maxBuffer: 1 << 28 });
// Samples are in several languages on purpose; what the checker guesses about them is no finding.
const messages = JSON.parse(String(stderr)).messages.filter(({ message }) => !message.startsWith("This document appears to be written in"));
for (const message of messages) {
  console.log(`${message.url?.split("/").pop()}:${message.lastLine}: ${message.type} ${message.message}\n    ${message.extract ?? ""}`);
}
console.log(`valid: ${pages.length} pages, ${messages.length} findings`);
process.exitCode = messages.length ? 1 : 0;
