// What the editor knows of JSON, and by the schema of scenarios.
import { autocompletion, closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { json } from "@codemirror/lang-json";
import { hoverTooltip, keymap } from "@codemirror/view";
import { completeBy, describe } from "./schema.js";

function explain(found) {
  const dom = document.createElement("div");
  dom.textContent = found.text;
  dom.style.cssText = "white-space: pre-line; padding: 4px 8px; max-width: 36em";
  return { dom };
}

export const speak = (schema) => [
  json(), closeBrackets(), keymap.of(closeBracketsKeymap),
  autocompletion({ override: [(context) => completeBy(schema())(context)] }),
  hoverTooltip((view, pos) => {
    const found = describe(schema(), view.state, pos);
    return found && { pos: found.from, end: found.to, create: () => explain(found) };
  }),
];
