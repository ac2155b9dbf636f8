// What stands behind the # of a shared link: whatever it is, a text or one line of refusal, and never
// more than a megabyte.
//
//     node links.mjs ROOT [SEED [COUNT]]
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { deflateRawSync } from "node:zlib";

const [root, seed = "1", count = "1500"] = process.argv.slice(2);
const { fold, unfold } = await import(pathToFileURL(`${root}/assets/web/share.js`));
const most = 1 << 20;
const refusals = ["this link is damaged", "the text in this link is too long"];
const base64url = (bytes) => Buffer.from(bytes).toString("base64url");

let state = Number(seed) >>> 0;
function below(n) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
}

async function opened(link) {
  try {
    const text = await unfold(link);
    assert.ok(Buffer.byteLength(text) <= most, "longer than a link may unfold into");
    return text;
  } catch (error) {
    assert.ok(refusals.includes(error.message), error.stack);
    return null;
  }
}

function changed(link) {
  const at = below(link.length + 1);
  const piece = ["", "A", "_", "=", "%00", "é", " ", "#", "&at=1", "A".repeat(500)][below(10)];
  return link.slice(0, at) + piece + (below(4) ? link.slice(at + below(4)) : "");
}

const lessons = readdirSync(`${root}/scenarios`).filter((name) => name.endsWith(".json")).slice(0, 6);
const texts = ["", "x", "\u{1f600}\0\u202e", ...lessons.map((name) =>
  readFileSync(`${root}/scenarios/${name}`, "utf8"))];
const links = [];
for (const text of texts) {
  links.push(await fold(text));
  assert.equal(await unfold(links.at(-1)), text);
}
for (const [bytes, told] of [[Buffer.alloc(most + 1, 120), 1], [Buffer.alloc(200 * most, 120), 1],
                             [Buffer.from([0xff, 0xfe]), 0], [Buffer.from([0xed, 0xa0, 0x80]), 0]])
  await assert.rejects(unfold(base64url(deflateRawSync(bytes))), { message: refusals[told] });

let read = 0;
for (let i = 0; i < Number(count); i++) {
  let link = links[below(links.length)];
  for (let n = 1 + below(3); n > 0; n--) link = changed(link);
  if ((await opened(link)) !== null) read++;
}
console.log(`${count} links, ${read} of them read`);
