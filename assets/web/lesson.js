// A lesson in one file: the program, the fonts and the scenarios stand in this very page.
import { digits } from "./digits.js";
import { Player, Teller, bindButtons, compile, copyText, readHash } from "./player.js";
import { breathe } from "./turns.js";

const at = (id) => document.getElementById(id);

// Bytes as pack.mjs packs and spells them: each piece is read and unpacked in a task of its own.
function unpack(id, type) {
  const text = at(id).textContent.trim(), values = new Uint8Array(128), most = 5 << 14;
  for (let i = 0; i < 85; i++) values[digits.charCodeAt(i)] = i;
  let i = 1;
  const packed = new ReadableStream({
    async pull(controller) {
      await breathe();
      const end = Math.min(text.length, i + most), last = end === text.length;
      const bytes = new Uint8Array((end - i) / 5 * 4), view = new DataView(bytes.buffer);
      for (let to = 0; i < end; to += 4) {
        let value = 0;
        for (const next = i + 5; i < next; i++) value = value * 85 + values[text.charCodeAt(i)];
        view.setUint32(to, value);
      }
      controller.enqueue(last ? bytes.subarray(0, bytes.length - Number(text[0])) : bytes);
      if (last) controller.close();
    },
  }, { highWaterMark: 0 });
  return new Response(packed.pipeThrough(new DecompressionStream("gzip")), { headers: { "content-type": type } });
}

// One after another: name, a newline, length, a newline, bytes.
function filesOf(buffer) {
  const bytes = new Uint8Array(buffer), files = [], decoder = new TextDecoder();
  for (let i = 0; i < bytes.length;) {
    const name = bytes.indexOf(10, i), size = bytes.indexOf(10, name + 1);
    const length = Number(decoder.decode(bytes.subarray(name + 1, size)));
    files.push([decoder.decode(bytes.subarray(i, name)), bytes.subarray(size + 1, size + 1 + length)]);
    i = size + 1 + length;
  }
  return files;
}

let player;

async function begin(lessons) {
  const wanted = readHash(location.hash);
  const named = lessons.find(([name]) => name === wanted.lesson);
  if (lessons.length === 1 || named) {
    const [name, text] = named || lessons[0];
    await player.open(name, text);
    if (!("theme" in wanted) && matchMedia("(prefers-color-scheme: dark)").matches)
      wanted.theme = "dark";
    player.begin(wanted, true);
  } else {
    player.begin({ ...wanted, paused: "" }, false);
    player.call("gallery");
  }
}

async function main() {
  const lessons = JSON.parse(at("lessons").textContent);
  await breathe();
  const compiling = compile(unpack("program", "application/wasm"));
  const fonts = await unpack("fonts", "font/collection").arrayBuffer();
  const wasm = await compiling;
  const files = filesOf(fonts).map(([name, bytes]) => ["/fonts/" + name, bytes]);
  const licences = new TextDecoder().decode(files.pop()[1]);
  at("show-licences").addEventListener("click", () => {
    at("licences").textContent = licences;
    at("about").showModal();
  });
  lessons.forEach(([name, text]) => files.push(["/scenarios/" + name, text]));
  let teller;
  player = await Player.start(at("canvas"), wasm, files, {
    root: document.body,
    turn: () => teller?.turn(),
    title: (text) => { document.title = text; },
    copy: () => copyText(location.href),
    died: () => { at("failed").hidden = false; },
  });
  teller = new Teller(player, at("live"), at("words"));
  bindButtons(document, () => player);
  window.addEventListener("hashchange", () => begin(lessons));
  await begin(lessons);
  at("canvas").focus({ preventScroll: true });
  window.player = player;
}

main().catch((error) => {
  at("failed").hidden = false;
  at("failed").append(" " + error.message);
});
