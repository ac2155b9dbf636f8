// The program on a canvas: what a lesson's file and the page share. All that is shown and all that
// keys, mouse and fingers do is the program's; here are only its start, the canvas's size, the
// wishes that a page alone can grant, and what it tells those who do not see it.
import makeProgram from "program.js";
import { write } from "./files.js";
import { breathe, inTurn } from "./turns.js";

const texts = ["text", "file", "state", "narration", "words", "mistakes", "schema", "export", "pack"];

export function readHash(hash) {
  const wanted = {};
  for (const part of hash.replace(/^#/, "").split("&")) {
    const at = part.indexOf("=");
    const name = at < 0 ? part : part.slice(0, at);
    let value = at < 0 ? "" : part.slice(at + 1);
    try {
      value = decodeURIComponent(value);
    } catch {
      continue; // a hostile link is no reason to stop
    }
    if (/^[a-z]+$/.test(name)) wanted[name] = value;
  }
  return wanted;
}

// "1.5", "1#2" (its second step), "end".
function readMoment(text) {
  const [seconds, step] = text.split("#");
  const t = seconds === "end" || seconds === "" ? -1 : Number(seconds);
  return [Number.isFinite(t) ? t : -1, step && /^\d{1,9}$/.test(step) ? Number(step) : -1];
}

// A program, as it comes in, beside all else.
export const compile = async (answer) =>
  (answer.headers.get("content-type") || "").startsWith("application/wasm")
    ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());

export class Player {
  // `files` are [path, bytes or text]; `fonts` and lessons among them. `wasm` is a WebAssembly.Module.
  static async start(canvas, wasm, files, hooks = {}) {
    const player = new Player();
    player.canvas = canvas;
    player.hooks = hooks;
    player.module = await makeProgram({
      instantiateWasm: (imports, done) => {
        breathe().then(() => WebAssembly.instantiate(wasm, imports))
          .then(async (instance) => { await breathe(); done(instance); })
          .catch((why) => player.die(why));
        return {};
      },
      python: hooks.python,
      wish: (name, text) => player.grant(name, text),
      onAbort: (why) => player.die(why),
      quit: (code, error) => {
        if (code) player.die(error); // main's own end, with 0, is where it begins
        throw error;
      },
      preRun: [(module) => {
        module.addRunDependency("files");
        inTurn(files, ([path, data]) => write(module, path, data))
          .then(() => module.removeRunDependency("files")).catch((why) => player.die(why));
      }],
    });
    await breathe();
    player.follow();
    do await breathe(); while (player.call("warm"));
    await breathe();
    return player;
  }

  call(name, ...given) {
    if (this.dead) return undefined;
    const types = given.map((value) => (typeof value === "string" ? "string" : "number"));
    const returns = texts.includes(name) ? "string" : "number";
    return this.module.ccall("page_" + name, returns, types, given);
  }

  state() {
    return JSON.parse(this.call("state") || "{}");
  }

  write(path, data) {
    write(this.module, path, data);
  }

  // The program has ended, which only a lack of memory can do: the page goes on with a new one.
  die(why) {
    if (this.dead) return;
    this.dead = true;
    this.hooks.died?.(String(why));
  }

  // Opens a text under a name, as it would a file of that name; done when it is shown, or known
  // to be wrong.
  open(name, text) {
    const path = "/page/" + this.nameOf(name);
    this.write(path, text);
    this.call("open", path);
    return this.settled();
  }

  nameOf(name) {
    return name.replace(/[^\w.-]+/g, "-").slice(-80);
  }

  settled() {
    return new Promise((done) => {
      const look = () => (this.dead || !this.call("is_running") ? done() : setTimeout(look, 5));
      look();
    });
  }

  // Begins as an address asks for.
  begin(wanted, plays) {
    if ("theme" in wanted) this.call("theme", ["light", "dark", "contrast"].indexOf(wanted.theme));
    if (!("panels" in wanted) && this.canvas.clientWidth < 600) this.call("panels", "none");
    if ("panels" in wanted) this.call("panels", wanted.panels || "none");
    if (wanted.code === "hidden") this.call("hide_code", 1);
    this.call("axis", "steps" in wanted ? 1 : 0);
    if ("at" in wanted) this.call("seek", ...readMoment(wanted.at));
    this.call("play", plays && !("paused" in wanted) ? 1 : 0);
    this.call("begin");
  }

  // --- the canvas ---

  // Exactly as many pixels as the screen has there: where the browser can tell, by its own count.
  follow() {
    const observer = new ResizeObserver((entries) => {
      const entry = entries[entries.length - 1];
      const exact = entry.devicePixelContentBoxSize?.[0];
      const ratio = window.devicePixelRatio || 1;
      const box = entry.contentRect;
      // On a phone the type is larger, beside the picture's size.
      this.call("scale", box.width < 600 ? 1.5 : 1);
      const near = (size, guess) => size && Math.abs(size - guess) <= 1 ? size : Math.round(guess);
      this.resize(near(exact?.inlineSize, box.width * ratio),
                  near(exact?.blockSize, box.height * ratio));
    });
    try {
      observer.observe(this.canvas, { box: "device-pixel-content-box" });
    } catch {
      observer.observe(this.canvas);
    }
    const motion = window.matchMedia("(prefers-reduced-motion: reduce)");
    const still = () => this.call("still", motion.matches ? 1 : 0);
    motion.addEventListener("change", still);
    still();
    this.canvas.addEventListener("contextrestored", () => this.call("restore"));
    document.addEventListener("fullscreenchange",
                              () => this.call("full_screen", document.fullscreenElement ? 1 : 0));
  }

  resize(width, height) {
    if (!(width > 0 && height > 0)) return;
    const size = [Math.min(width, 8192), Math.min(height, 8192)];
    if (!this.module.frames) this.clear(...size);
    this.call("resize", ...size);
  }

  // Until the first picture is there: what would be black. Its room is made here, too, which takes long.
  clear(width, height) {
    Object.assign(this.canvas, { width, height });
    const context = this.canvas.getContext("2d", { alpha: false });
    context.fillStyle = getComputedStyle(document.body).backgroundColor;
    context.fillRect(0, 0, width, height);
  }

  // --- wishes ---

  grant(name, text) {
    if (name === "turn") this.hooks.turn?.();
    else if (name === "pointer") this.canvas.style.cursor = text;
    else if (name === "title") this.hooks.title?.(text);
    else if (name === "copy") this.hooks.copy?.(text);
    else if (name === "full screen") toggleFullScreen(this.hooks.root || this.canvas);
    else if (name === "download") download(text.split("/").pop(), this.module.FS.readFile(text));
  }

  // Writes what is shown in a format; the bytes, or an Error with the reason.
  export(format) {
    return this.made("/page/out." + format, "export", format);
  }

  // What PDF of it is made from.
  pack() {
    return this.made("/page/packed", "pack");
  }

  made(path, ...call) {
    const why = this.call(...call, path);
    if (why) throw new Error(why);
    return this.module.FS.readFile(path);
  }
}

export function toggleFullScreen(element) {
  if (document.fullscreenElement) document.exitFullscreen();
  else element.requestFullscreen?.().catch(() => {});
}

export function download(name, data, type = "application/octet-stream") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([data], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    return copied;
  }
}

// Says what happens to those who listen: what is new in it, once, and not more often than one can
// hear. The whole run stands beside it as a text.
export class Teller {
  constructor(player, live, words) {
    Object.assign(this, { player, live, words, said: [], shown: null, at: 0, timer: 0 });
  }

  turn() {
    if (this.timer) return;
    const wait = Math.max(0, 300 - (performance.now() - this.at));
    this.timer = setTimeout(() => this.tell(), wait);
  }

  tell() {
    this.timer = 0;
    this.at = performance.now();
    const said = (this.player.call("narration") || "").split("\n").filter(Boolean);
    const fresh = said.filter((line) => !this.said.includes(line));
    if (fresh.length || !said.length) this.live.textContent = fresh.join("\n");
    this.said = said;
    const words = this.player.call("words") || "";
    if (words !== this.shown) this.words.textContent = this.shown = words;
  }
}

// Where the focus is matters to who moves it by keys.
addEventListener("keydown", (event) => {
  if (event.key === "Tab") document.documentElement.classList.add("keyboard");
});

// The buttons that stand for keys: <button data-key="Space">.
export function bindButtons(root, player) {
  for (const button of root.querySelectorAll("button[data-key]"))
    button.addEventListener("click", () => player().call("key", button.dataset.key));
}
