// What the tests of the page share: a server of the built folder, browsers, the native program.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const build = process.env.INTERLEAVE_PAGE || path.join(root, "build/web");
export const native = process.env.INTERLEAVE || path.join(root, "build/interleave");
export const modules = process.env.INTERLEAVE_PLAYWRIGHT || path.join(build, "playwright");
const { chromium } = createRequire(path.join(modules, "package.json"))("playwright-core");

const types = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript",
                ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json",
                ".txt": "text/plain" };

// Serves a folder on the loopback; its address, how to end it, and who hears what a page tells.
export async function serve(folder) {
  let hear = () => {};
  const server = http.createServer((request, answer) => {
    const { pathname, search } = new URL(request.url, "http://x");
    const name = decodeURIComponent(pathname);
    if (name === "/told") {
      hear(decodeURIComponent(search.slice(1)));
      answer.end();
      return;
    }
    const file = path.join(folder, name.endsWith("/") ? name + "index.html" : name);
    if (!file.startsWith(folder) || !fs.existsSync(file)) {
      answer.writeHead(404).end();
      return;
    }
    answer.writeHead(200, { "content-type": types[path.extname(file)] || "application/octet-stream" });
    fs.createReadStream(file).pipe(answer);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close(),
           onTold: (listener) => { hear = listener; } };
}

export const launchChromium = () => chromium.launch({
  executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

// Before the tests of a file a browser and a server of the built folder, and what else they begin
// with; after them neither.
export function site(begin = () => {}) {
  const here = {};
  before(async () => {
    here.server = await serve(path.join(build, "site"));
    here.browser = await launchChromium();
    here.address = here.server.address;
    await begin(here);
  });
  after(async () => {
    await here.browser?.close();
    here.server?.close();
  });
  return here;
}

// Until `look` in the page gives true.
export const until = (page, look, given) => page.waitForFunction(look, given, { timeout: 15000 });

// A page whose console is watched: what a Content-Security-Policy refuses is told there.
export async function openPage(context, address) {
  const page = await context.newPage();
  page.complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) page.complaints.push(message.text());
  });
  page.on("pageerror", (error) => page.complaints.push(error.message));
  await page.goto(address);
  await ready(page);
  return page;
}

export const ready = (page) =>
  page.waitForFunction(() => window.player?.module.frames > 0 && !window.player.call("is_running"),
                       null, { timeout: 20000 });

// Until the picture is that of the text, and stands.
export const settle = (page) => page.evaluate(() => window.player.settled());

export const state = (page) => page.evaluate(() => window.player.state());

export function temporary() {
  return fs.mkdtempSync(path.join(os.tmpdir(), "interleave-web-"));
}

export function run(...given) {
  return execFileSync(native, given, { env: { ...process.env, INTERLEAVE_WEB: build },
                                       maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "pipe"] });
}

export const scenario = (name) => path.join(root, "scenarios", name);
export const lessons = () => fs.readdirSync(path.join(root, "scenarios"))
  .filter((name) => name.endsWith(".json")).sort();
