// The page to play with: a text on one side, its picture on the other.
import { Player, Teller, bindButtons, compile, copyText, download, readHash,
         toggleFullScreen } from "./player.js";
import { PythonRuns } from "./runs.js";
import { fold, unfold } from "./share.js";
import { breathe, inTurn, shown } from "./turns.js";

const at = (id) => document.getElementById(id);
const dark = matchMedia("(prefers-color-scheme: dark)");
const memory = "interleave.page";
const blank = `{
  "title": "What it is about",
  "coroutines": {
    "main()": [
      {"sleep": 1},
      {"print": "hello"}
    ]
  },
  "timelines": [
    {"title": "First", "run": "main()"}
  ]
}
`;

let player, editor, teller, files, wasm, template;
let name = "mine.json", timer = 0, shownFile = "", busy = 0, loads = 0, loading = false;
let opened = Promise.resolve(); // the file that was asked for last
const runs = new PythonRuns(() => showRunning());

// --- small things ---

let toasting = 0;
function toast(text) {
  at("toast").textContent = text;
  at("toast").hidden = false;
  clearTimeout(toasting);
  toasting = setTimeout(() => { at("toast").hidden = true; }, 5000);
}

const isProgram = () => /\.(py|ipynb)$/.test(name);
const stem = () => name.replace(/\.(json|jsonl|py|ipynb)$/, "");

const isLink = () => /[#&]s=/.test(location.hash);

// A text from a link leaves one's own where it is.
function remember() {
  const theme = at("theme").value;
  try {
    localStorage.setItem(memory, JSON.stringify(isLink() ? { ...recall(), theme } : { name, text: editor.text, theme }));
  } catch {
    // nothing can be kept here, which is no reason to stop
  }
}

// What is made of a link's text is one's own: after a reload, too.
function own() {
  if (isLink()) history.replaceState(null, "", location.pathname + location.search);
  remember();
}

function recall() {
  try {
    return JSON.parse(localStorage.getItem(memory)) || {};
  } catch {
    return {};
  }
}

// --- colours ---

function dress() {
  const chosen = at("theme").value;
  const theme = chosen || (dark.matches ? "dark" : "light");
  document.documentElement.className = theme === "dark" ? "dark" : "light";
  editor.dress(theme === "dark");
  player.call("theme", ["light", "dark", "contrast"].indexOf(theme));
}

// --- from the text to the picture ---

function showMistakes(lines) {
  const mistakes = lines.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  editor.mark(mistakes);
  at("mistakes").replaceChildren(...mistakes.slice(0, 20).map((mistake) => {
    const item = document.createElement("li"), place = document.createElement("button");
    place.type = "button";
    place.className = `place ${mistake.severity}`;
    place.textContent = `${mistake.line}:${mistake.column} ${mistake.severity}: ${mistake.message}`;
    place.addEventListener("click", () => editor.go(mistake));
    item.append(place);
    if (mistake.fix) {
      const fix = document.createElement("button");
      fix.type = "button";
      fix.textContent = "Mend";
      fix.setAttribute("aria-label", `Mend: ${mistake.message}`);
      fix.addEventListener("click", () => editor.mend(mistake));
      item.append(fix);
    }
    return item;
  }));
}

async function take() {
  const turn = ++busy;
  await opened;
  const text = editor.text;
  if (turn !== busy) return;
  player.call("take", text);
  await player.settled();
  if (turn !== busy) return;
  if (text === editor.text) showMistakes(player.call("mistakes") || "");
}

function changed(byPicture) {
  if (loading) return;
  own();
  if (isProgram() && !runs.running) runs.prepare();
  if (byPicture) return;
  player.call("settle");
  clearTimeout(timer);
  if (!isProgram()) timer = setTimeout(take, 120);
  showRunning();
}

function showRunning() {
  at("run").hidden = !isProgram() || runs.running;
  at("stop").hidden = !runs.running;
}

// Another text under a name; a program is not run unasked.
async function load(newName, text, wanted, plays = true) {
  clearTimeout(timer);
  const turn = ++loads;
  busy++; // what was typed before is no more
  runs.stopAll();
  name = newName.split("/").pop().slice(0, 80) || "mine.json";
  at("filename").value = name;
  loading = true;
  editor.load(text, name);
  loading = false;
  showMistakes("");
  at("output").hidden = true;
  showRunning();
  if (!wanted?.s) own();
  if (!isProgram()) {
    runs.release();
  } else {
    runs.prepare();
    player.call("gallery_leave");
    if (wanted) player.begin(wanted, plays);
    toast("Run plays this program, in this page's own Python.");
    return;
  }
  opened = breathe().then(() => {
    if (turn !== loads) return undefined;
    shownFile = "/page/" + player.nameOf(name);
    return player.open(name, text);
  });
  await opened;
  if (turn !== loads) return;
  player.begin(wanted || {}, plays);
  if (text === editor.text) showMistakes(player.call("mistakes") || "");
}

async function runProgram() {
  shownFile = "/page/" + player.nameOf(name);
  at("run").hidden = true;
  await player.open(name, editor.text);
  player.call("play", 1);
  player.call("begin");
  showMistakes(player.call("mistakes") || failure());
  showPrinted();
  showRunning();
}

// What ended a program, at its line.
function failure() {
  const { exit } = runs;
  if (exit?.how !== "error" || !(exit.line > 0) || !/\.py$/.test(name)) return "";
  const message = String(exit.text).trim().split("\n").at(-1);
  return JSON.stringify({ severity: "error", line: exit.line, column: 1, end_line: exit.line, end_column: 1e6, message });
}

function showPrinted() {
  at("printed").textContent = runs.printed;
  at("output").hidden = !runs.printed;
  at("output").scrollTop = at("output").scrollHeight; // where the last word stands
}

// What the picture did: another lesson was chosen in the gallery, a bar was dragged.
function turned() {
  if (!teller) return; // nothing is there yet
  teller.turn();
  const file = player.call("file");
  if (file !== shownFile && file && !player.call("is_running") && !player.call("in_gallery")) {
    shownFile = file;
    name = file.split("/").pop();
    at("filename").value = name;
    editor.load(player.call("text"), name);
    clearTimeout(timer);
    at("output").hidden = true;
    showMistakes(player.call("mistakes") || "");
    showRunning();
    own();
  } else if (file === shownFile && player.call("is_unsaved")) {
    editor.follow(player.call("text"));
    if (!player.call("is_dragging")) player.call("settle");
  }
}

// --- sharing ---

async function showLinks() {
  const parts = [`${isProgram() || /\.jsonl$/.test(name) ? `n=${encodeURIComponent(name)}&` : ""}s=${await fold(editor.text)}`];
  if (at("share-at").checked) parts.push(`at=${player.state().t}`, "paused");
  if (at("share-code").checked) parts.push("code=hidden");
  const link = location.href.replace(/#.*/, "") + "#" + parts.join("&");
  at("link").value = link;
  const address = (link + "&bare").replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  at("frame").value = `<iframe src="${address}" width="960" height="540" style="border:0" allow="fullscreen; clipboard-write" title="${stem().replace(/[^\w .-]/g, "")}"></iframe>`;
}

async function save(what) {
  if (what === "text") return download(name, editor.text, "application/json");
  if (!player.call("has_lesson")) throw new Error("there is no picture yet");
  if (what === "pdf") {
    const { makePdf } = await import("./pdf.js");
    const fonts = files.filter(([path]) => path.startsWith("/fonts/"));
    return download(`${stem()}.pdf`, await makePdf(fonts, player.pack()), "application/pdf");
  }
  if (what === "html" && !template) {
    template = await (await fetch("lesson.template")).text();
    player.write("/web/lesson.html", template);
  }
  const types = { png: "image/png", svg: "image/svg+xml", html: "text/html" };
  download(`${stem()}.${what}`, player.export(what), types[what]);
}

// --- the beginning ---

// The program, and a new one where one has ended for lack of memory.
async function startPlayer() {
  const old = at("canvas"), canvas = old.cloneNode();
  old.replaceWith(canvas);
  player = await Player.start(canvas, wasm, files, {
    root: at("right"),
    python: runs,
    turn: turned,
    title: (text) => { document.title = text; },
    copy: async () => { if (await copyText(location.href)) toast("The page's address is copied; Share makes a link with the text."); },
    died: async (why) => {
      toast(`The program ran out of memory and has begun anew. (${why})`);
      await startPlayer();
      dress();
      await player.open("mine.json", blank);
      player.begin({}, false);
    },
  });
  teller = new Teller(player, at("live"), at("words"));
  if (window.player) window.player = player;
}

const undress = (wanted) => document.body.classList.toggle("bare", "bare" in wanted);

async function begin() {
  const wanted = readHash(location.hash), last = recall();
  undress(wanted);
  if ("s" in wanted) {
    try {
      return await load(wanted.n || "shared.json", await unfold(wanted.s), wanted);
    } catch (error) {
      toast(`${error.message}; here is your own last text`);
    }
  }
  const lesson = wanted.lesson && files.find(([path]) => path === `/scenarios/${wanted.lesson}` ||
                                                         path === `/scenarios/${wanted.lesson}.json`);
  if (lesson) return load(lesson[0], lesson[1], wanted);
  if (last.text && !("gallery" in wanted)) return load(last.name || "mine.json", last.text, wanted, false);
  const first = files.find(([path]) => path.includes("side-by-side")) || files.at(-1);
  return load(first[0], first[1], wanted);
}

function bind() {
  const click = (id, act) => at(id).addEventListener("click", act);
  click("gallery", () => { player.call("gallery"); player.canvas.focus(); });
  click("new", () => load("mine.json", blank));
  click("open", () => at("file").click());
  click("run", runProgram);
  click("stop", () => runs.stopAll());
  click("full", () => toggleFullScreen(at("right")));
  click("toggle", () => {
    const closed = document.body.classList.toggle("closed");
    at("toggle").setAttribute("aria-pressed", String(!closed));
  });
  click("share", async () => { await showLinks(); at("sharing").showModal(); });
  click("copy-link", async () => { if (await copyText(at("link").value)) toast("The link is copied."); });
  click("copy-frame", async () => { if (await copyText(at("frame").value)) toast("The iframe is copied."); });
  at("share-at").addEventListener("change", showLinks);
  at("share-code").addEventListener("change", showLinks);
  at("theme").addEventListener("change", () => { dress(); remember(); });
  dark.addEventListener("change", dress);
  at("file").addEventListener("change", async () => {
    const file = at("file").files[0];
    if (file) await load(file.name, await file.text());
    at("file").value = "";
  });
  at("filename").addEventListener("change", () => load(at("filename").value.trim() || "mine.json", editor.text));
  at("save").addEventListener("change", async () => {
    const what = at("save").value;
    at("save").value = "";
    try {
      await save(what);
    } catch (error) {
      toast(error.message);
    }
  });
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", async (event) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) await load(file.name, await file.text());
  });
  addEventListener("hashchange", begin);
  bindButtons(document, () => player);
}

const fonts = ["Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "Inter-Bold.otf",
               "Inter-ExtraBold.otf", "Hack-Regular.ttf", "Hack-Bold.ttf", "DejaVuSans.ttf",
               "DejaVuSans-Bold.ttf"];

async function get(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} is missing`);
  return answer;
}

// What the editor is made of, from the bottom up. A browser evaluates all that an import needs in one
// task, so they are asked for one by one; Python's language is when there is a text in it.
const editorParts = [() => import("@codemirror/state"), () => import("@codemirror/view"),
                     () => import("@codemirror/language"), () => import("./editor.js"),
                     () => import("./editor_json.js")];

async function startEditor() {
  await inTurn(editorParts, (part) => part());
  const { Editor } = await import("./editor.js");
  editor = new Editor(at("editor"), () => JSON.parse(player.call("schema")), changed);
  await breathe();
  editor.equip();
  await breathe();
}

// Everything is fetched at once. The program is compiled beside that with all the processors there are;
// what takes long here comes after it, so that each task has one for itself: the editor without a text,
// the program, then the text in both; its language and colours come last.
async function main() {
  undress(readHash(location.hash));
  await breathe();
  const program = get("program.wasm");
  await shown();
  const compiling = program.then(compile);
  const fetching = Promise.all([
    get("lessons.json").then((answer) => answer.json()),
    ...fonts.map(async (font) => [`/fonts/${font}`, new Uint8Array(await (await get(`fonts/${font}`)).arrayBuffer())]),
  ]);
  let lessons;
  [lessons, ...files] = await fetching;
  files.push(...lessons.map(([lesson, text]) => [`/scenarios/${lesson}`, text]));
  wasm = await compiling;
  await startEditor();
  await startPlayer();
  at("theme").value = recall().theme || "";
  dress();
  await breathe();
  bind();
  await begin();
  await editor.speaks;
  window.editor = editor;
  window.player = player;
}

main().catch((error) => {
  at("failed").hidden = false;
  at("failed").append(" " + error.message);
});
