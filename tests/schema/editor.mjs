// What an editor makes of the schema: Visual Studio Code's own language service for JSON offers,
// explains and refuses.
//
//     node editor.mjs INTERLEAVE FOLDER_WITH_NODE_MODULES
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";

const [program, folder] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(folder), "here.js"));
const { getLanguageService, TextDocument } = require("vscode-json-languageservice");

const schema = JSON.parse(execFileSync(program, ["schema"], { encoding: "utf8" }));
const service = getLanguageService({
  clientCapabilities: {
    textDocument: {
      completion: { completionItem: { documentationFormat: ["markdown"], snippetSupport: true } },
      hover: { contentFormat: ["markdown"] },
    },
  },
});
const uri = "file:///lesson/interleave.schema.json";
service.configure({ validate: true, schemas: [{ uri, fileMatch: ["*.json"], schema }] });

// `|` in the text is the cursor.
function open(text) {
  const offset = text.indexOf("|");
  const document = TextDocument.create(
    "file:///lesson/mine.json", "json", 1, text.replace("|", ""));
  return [document, document.positionAt(Math.max(offset, 0)), service.parseJSONDocument(document)];
}

async function offered(text) {
  const [document, position, json] = open(text);
  return (await service.doComplete(document, position, json)).items;
}

async function hover(text) {
  const [document, position, json] = open(text);
  return ((await service.doHover(document, position, json))?.contents ?? []).join("\n");
}

async function told(text) {
  const [document, , json] = open(text);
  return (await service.doValidation(document, json)).map((slip) => slip.message).join(" / ");
}

const main = (steps) =>
  `{"coroutines": {"main()": [${steps}]}, "timelines": [{"run": "main()"}]}`;
const verbs = schema.$defs.step.defaultSnippets.map((snippet) => snippet.label);

async function completions() {
  const keys = await offered(main('{"|"}'));
  assert.deepEqual(keys.map((item) => item.label), verbs);
  for (const item of keys) {
    assert.ok(String(item.documentation.value ?? item.documentation).length > 4, item.label);
  }
  const steps = await offered(main("|"));
  for (const verb of verbs) {
    const step = steps.find((item) => item.label === verb);
    assert.match(step.insertText, new RegExp(`^\\{"${verb}": `));
    const filled = step.insertText
      .replace(/\$\{\d+\|([^,|]+)[^}]*\|\}/g, "$1")
      .replace(/\$\{\d+:([^}]*)\}/g, "$1")
      .replace(/\$\d+/g, (place) => (place === "$1" && verb === "task_group" ? "tg" : ""));
    assert.equal(await told(main(filled)), "", filled);
  }
  const options = await offered(main('{"wait_for": "x()", |}'));
  assert.deepEqual(options.slice(0, 3).map((item) => item.label), ["timeout", "as", "label"]);
  assert.deepEqual((await offered(main('{"wait": "ts", "return_when": |}'))).map((i) => i.label),
    ['"ALL_COMPLETED"', '"FIRST_COMPLETED"', '"FIRST_EXCEPTION"']);
  const top = (await offered("{|}")).map((item) => item.label);
  for (const key of ["coroutines", "functions", "exceptions", "question", "until"]) {
    assert.ok(top.includes(key), key);
  }
  assert.ok((await offered('{"timelines": [|]}')).some((item) => item.label === "run"));
}

async function hovers() {
  const texts = {
    '{"sl|eep": 1}': "await asyncio.sleep(1)",
    '{"sleep": |1}': "await asyncio.sleep(1)",
    '{"gather": ["a()"], "f|or": "i in x"}': "the call once for each",
    '{"f|or": "i in x", "do": []}': "for i in range(3): ...",
    '{"create_task": "a()", "a|s": "t"}': "the name for the task",
    '{"timeout": 2, "d|o": []}': "the steps under the limit",
    '{"task_group": "tg", "d|o": []}': "async with asyncio.TaskGroup() as tg",
    '{"try": [], "exc|ept": {}}': "try: ... except",
    '{"la|bel": "x", "sleep": 1}': "text for its bar",
  };
  for (const [step, words] of Object.entries(texts)) {
    const shown = await hover(main(step));
    assert.ok(shown.includes(words), `${step}: ${shown}`);
  }
  for (const key of Object.keys(schema.properties)) {
    assert.ok((await hover(`{"|${key}": 1}`)).length > 5, key);
  }
}

async function slips() {
  const needs = {
    '{"wait_for": "x()"}': "timeout", '{"for": "i in x"}': "do", '{"timeout": 1}': "do",
    '{"task_group": "tg"}': "do", '{"if": "x"}': "then", '{"async_with": "lock"}': "do",
    '{"while": true}': "do", '{"timeout_at": 1}': "do",
  };
  for (const [step, key] of Object.entries(needs)) {
    assert.equal(await told(main(step)), `Missing property "${key}".`, step);
  }
  const others = {
    '{"sleeep": 1}': "sleeep is not allowed", "{}": "a step needs a verb",
    '{"as": "x"}': "a step needs a verb", '{"print": 5}': 'Expected "string"',
    '{"print": "a", "sleep": 1}': "sleep is not allowed",
    '{"sleep": {"a": 1}}': "an expression of Python in double quotes",
    '{"break": false}': "must be true", '{"wait": "t", "return_when": "SOME"}': "Valid values",
    '"sleep"': 'Expected "object"', '{"gather": "f()", "sa": 1}': "sa is not allowed",
    '{"let": {}}': "fewer properties", '{"for": "i in x", "do": {}}': 'Expected "array"',
    '{"raise": 5}': "an exception, or true",
  };
  for (const [step, words] of Object.entries(others)) {
    assert.ok((await told(main(step))).includes(words), `${step}: ${await told(main(step))}`);
  }
  const files = {
    "[]": 'Expected "object"', '{"coroutines": {"main()": []}}': 'Missing property "timelines"',
    [main("").replace('"run"', '"rnu"')]: 'Missing property "run"',
    [`{"titel": "x", ${main("").slice(1)}`]: "titel is not allowed",
    [`{"question": {"about": "end"}, ${main("").slice(1)}`]: 'Missing property "text"',
  };
  for (const [file, words] of Object.entries(files)) {
    assert.ok((await told(file)).includes(words), `${file}: ${await told(file)}`);
  }
  assert.equal(await told(main('{"sleep": 1}, {"gather": "f(i)", "for": "i in x"}')), "");
  return Object.keys(needs).length + Object.keys(others).length + Object.keys(files).length;
}

assert.match(schema.$id, /^urn:/);
assert.ok(verbs.length > 25);
await completions();
await hovers();
console.log(`${verbs.length} snippets, hovers, ${await slips()} slips: as an editor shows them`);
