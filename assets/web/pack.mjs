// Puts the page together: the lesson's template (one file that holds all it needs) and the folder
// `site` (static files for any host). The same input gives the same bytes.
//
//     node pack.mjs SOURCE BUILD NPM LIBRARIES
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { createRequire } from "node:module";
import { digits } from "./digits.js";

const [source, build, npm, libraries] = process.argv.slice(2);
const web = path.join(source, "assets/web"), site = path.join(build, "site");
const esbuild = createRequire(path.join(npm, "package.json"))("esbuild");
const text = (file) => fs.readFileSync(file, "utf8");
const list = (folder, ending) => fs.readdirSync(folder).filter((name) => ending.test(name)).sort();
const gzip = (bytes) => zlib.gzipSync(bytes, { level: 9 });

function make(entry, format, more = {}) {
  return esbuild.buildSync({
    entryPoints: [path.join(web, entry)],
    bundle: true,
    minify: true,
    write: false,
    format,
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    nodePaths: [path.join(npm, "node_modules")],
    alias: { "program.js": path.join(build, "program.js"), "pdf_program.js": path.join(build, "pdf_program.js") },
    external: ["path", "fs", "./pyodide/*", ...(entry === "page.js" ? ["./pdf.js"] : [])],
    logLevel: "warning",
    ...more,
  });
}

const bundle = (entry, format) => make(entry, format).outputFiles[0].text;

// The page's script in modules, for it asks for some of them later; and the names of those that it asks
// for when it begins, with all that they need.
function splitPage() {
  const { outputFiles, metafile } = make("page.js", "esm", {
    splitting: true, outdir: site, chunkNames: "parts/[name]-[hash]", metafile: true });
  const outputs = new Map(Object.entries(metafile.outputs).map(([file, made]) => [path.resolve(file), made]));
  const soon = new Set(), page = path.join(site, "page.js");
  const follow = (file, kinds) => outputs.get(file).imports
    .filter((one) => !one.external && kinds.includes(one.kind)).map((one) => path.resolve(one.path))
    .filter((one) => !soon.has(one)).forEach((one) => { soon.add(one); follow(one, ["import-statement"]); });
  follow(page, ["import-statement", "dynamic-import"]);
  const name = (file) => path.relative(site, file);
  return { modules: outputFiles.map((file) => [name(file.path), file.text]), soon: [...soon].map(name).sort() };
}

// --- licences ---

function licences() {
  const parts = [["interleave", path.join(source, "LICENSE")]];
  const add = (name, ...files) => parts.push([name, files.find((file) => fs.existsSync(file))]);
  add("SDL", `${libraries}/sdl2/LICENSE.txt`);
  add("SDL_ttf", `${libraries}/sdl2_ttf/LICENSE.txt`);
  add("FreeType", `${libraries}/freetype/docs/FTL.TXT`);
  add("HarfBuzz", `${libraries}/harfbuzz/COPYING`);
  add("libpng", `${libraries}/libpng/LICENSE`);
  add("zlib", `${libraries}/zlib/README`);
  add("cJSON", `${libraries}/cjson/LICENSE`);
  for (const font of ["inter", "hack", "dejavu-core"])
    add("The fonts of " + font, `/usr/share/doc/fonts-${font}/copyright`);
  add("Emscripten's runtime", "/usr/share/doc/emscripten/copyright");
  return parts;
}

// What PDF, the editor and Python are under, of the page alone.
function pageLicences() {
  const modules = path.join(npm, "node_modules");
  const parts = [["Cairo", path.join(libraries, "cairo/COPYING")],
                 ["Cairo: MPL", path.join(libraries, "cairo/COPYING-MPL-1.1")],
                 ["pixman", path.join(libraries, "pixman/COPYING")]];
  const lock = JSON.parse(text(path.join(npm, "package-lock.json"))).packages;
  for (const name of Object.keys(lock).sort())
    if (name.startsWith("node_modules/") && !lock[name].dev && !name.includes("@types")) {
      const folder = path.join(npm, name);
      const file = fs.existsSync(folder) && list(folder, /^licen[cs]e/i)[0];
      if (file) parts.push([name.slice("node_modules/".length), path.join(folder, file)]);
    }
  parts.push(["Pyodide (and CPython in it): MPL-2.0, https://github.com/pyodide/pyodide",
              path.join(modules, "pyodide/README.md")]);
  return parts;
}

function licenceText(parts) {
  return parts.map(([name, file]) => {
    if (!file) throw new Error(`the licence of ${name} is missing`);
    return `=== ${name} ===\n\n${text(file).trim()}\n`;
  }).join("\n");
}

// --- a lesson's file ---

// One after another: name, a newline, length, a newline, bytes.
function packFiles(files) {
  return Buffer.concat(files.flatMap(([name, bytes]) =>
    [Buffer.from(`${name}\n${bytes.length}\n`), bytes]));
}

// Bytes as text, five digits for four bytes; before them, how many of the last do not count.
function spell(bytes) {
  const missing = -bytes.length & 3, all = Buffer.concat([bytes, Buffer.alloc(missing)]);
  const words = [String(missing)];
  for (let i = 0; i < all.length; i += 4) {
    let value = all.readUInt32BE(i), word = "";
    for (let digit = 0; digit < 5; digit++) {
      word = digits[value % 85] + word;
      value = Math.floor(value / 85);
    }
    words.push(word);
  }
  return words.join("");
}

function lessonTemplate() {
  const small = path.join(build, "small");
  const fonts = list(small, /\.[ot]tf$/).map((name) => [name, fs.readFileSync(path.join(small, name))]);
  fonts.push(["licences", Buffer.from(licenceText(licences()))]);
  const pieces = {
    style: text(path.join(web, "lesson.css")),
    fonts: spell(gzip(packFiles(fonts))),
    program: spell(gzip(fs.readFileSync(path.join(build, "program.wasm")))),
    script: bundle("lesson.js", "iife").replaceAll("</script", "<\\/script")
                                       .replaceAll("<!--", "<\\!--"),
  };
  return text(path.join(web, "lesson.html"))
    .replace(/<!--(style|fonts|program|script)-->/g, (_, name) => pieces[name]);
}

// --- the folder ---

function copy(from, to) {
  fs.mkdirSync(path.dirname(path.join(site, to)), { recursive: true });
  fs.copyFileSync(from, path.join(site, to));
}

function writeSite(template) {
  fs.rmSync(site, { recursive: true, force: true });
  fs.mkdirSync(site, { recursive: true });
  const put = (name, data) => fs.writeFileSync(path.join(site, name), data);
  const scenarios = path.join(source, "scenarios"), recorder = path.join(source, "assets/recorder");
  const fonts = path.join(build, "fonts"), pyodide = path.join(npm, "node_modules/pyodide");
  const { modules, soon } = splitPage();
  fs.mkdirSync(path.join(site, "parts"));
  modules.forEach(([name, script]) => put(name, script));
  put("pdf.js", bundle("pdf.js", "esm"));
  put("python.js", bundle("python.js", "esm"));
  put("page.css", text(path.join(web, "lesson.css")) + text(path.join(web, "page.css")));
  put("index.html", text(path.join(web, "page.html")).replace(
    "<!--modules-->", soon.map((name) => `<link rel="modulepreload" href="${name}">`).join("\n")));
  put("lesson.template", template);
  put("lessons.json", JSON.stringify(
    list(scenarios, /\.json$/).map((name) => [name, text(path.join(scenarios, name))])));
  put("recorder.json", JSON.stringify([
    ...list(recorder, /\.py$/).map((name) => [name, text(path.join(recorder, name))]),
    ["page.py", text(path.join(web, "page.py"))]]));
  put("licences.txt", licenceText([...licences(), ...pageLicences()]));
  for (const name of ["program.wasm", "pdf_program.wasm"]) copy(path.join(build, name), name);
  for (const name of list(fonts, /\.[ot]tf$/)) copy(path.join(fonts, name), `fonts/${name}`);
  for (const name of ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip",
                      "pyodide-lock.json"])
    copy(path.join(pyodide, name), `pyodide/${name}`);
}

const template = lessonTemplate();
fs.writeFileSync(path.join(build, "lesson.html"), template);
if (fs.existsSync(path.join(web, "page.html"))) writeSite(template);
