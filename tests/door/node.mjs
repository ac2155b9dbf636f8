// CPython 3.14 (Pyodide) with the recorder in it: a program in, its trace out, one JSON line each.
import { createRequire } from "node:module";
import { readFileSync, readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";

const [folder, recorder, here] = process.argv.slice(2);
const { loadPyodide } = createRequire(join(folder, "index.js"))("pyodide");
const python = await loadPyodide({
    indexURL: join(folder, "node_modules", "pyodide"),
    stdout: () => {},
    stderr: () => {},
});
python.FS.mkdir("_interleave");
python.FS.writeFile("_interleave/__init__.py", "");
for (const name of readdirSync(recorder).filter((name) => name.endsWith(".py"))) {
    python.FS.writeFile(`_interleave/${name}`, readFileSync(join(recorder, name)));
}
python.FS.writeFile("inside.py", readFileSync(join(here, "inside.py")));
python.runPython(`
import json, sys, traceback
sys.path.insert(0, "")
import inside

def answer(line):
    try:
        return json.dumps(inside.run(*json.loads(line)))
    except BaseException:
        return json.dumps({"failure": traceback.format_exc()})
`);
const answer = python.globals.get("answer");
const version = python.runPython("sys.version.split()[0]");
process.stdout.write(JSON.stringify({ version }) + "\n");
for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(answer(line) + "\n");
}
