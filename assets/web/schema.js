// What the scenario's schema knows of a place in the text: for completions and for hovering.
import { syntaxTree } from "@codemirror/language";

// The path from the outermost value to the node: names and positions.
function pathTo(state, node) {
  const path = [];
  for (let at = node; at; at = at.parent) {
    if (at.name === "Property") {
      const name = at.getChild("PropertyName");
      if (name) path.unshift(readString(state, name));
    } else if (at.parent?.name === "Array") {
      let index = 0;
      for (let before = at.prevSibling; before; before = before.prevSibling)
        if (!/^[[\],⚠]$/.test(before.name)) index++;
      path.unshift(index);
    }
  }
  return path;
}

export function readString(state, node) {
  const text = state.sliceDoc(node.from, node.to);
  try {
    return JSON.parse(text);
  } catch {
    return text.replace(/^"|"$/g, "");
  }
}

// All the forms that a schema allows, references followed.
function forms(schema, root) {
  if (!schema || schema === true) return [];
  if (schema.$ref) return forms({ ...root.$defs[schema.$ref.split("/").pop()] }, root);
  const several = schema.anyOf || schema.oneOf;
  return several ? several.flatMap((one) => forms(one, root)) : [schema];
}

// The forms of the value at a path. Objects that already stand in the text narrow steps down.
export function formsAt(root, path, named = () => []) {
  let here = forms(root, root);
  path.forEach((part, depth) => {
    const next = [];
    for (const form of here) {
      if (typeof part === "number" && form.items) next.push(...forms(form.items, root));
      else if (form.properties && part in form.properties)
        next.push(...forms(form.properties[part], root));
      else if (typeof part === "string" && typeof form.additionalProperties === "object")
        next.push(...forms(form.additionalProperties, root));
    }
    here = next;
    const names = named(depth);
    const fitting = here.filter((form) => (form.required || []).some((name) => names.includes(name)));
    if (fitting.length) here = fitting;
  });
  return here;
}

function objectOf(node) {
  while (node && node.name !== "Object") node = node.parent;
  return node;
}

function namesIn(state, object, without) {
  return object ? object.getChildren("Property")
    .filter((property) => property !== without && property.from !== without?.from)
    .map((property) => property.getChild("PropertyName"))
    .filter(Boolean).map((name) => readString(state, name)) : [];
}

// The object's forms, narrowed down by the names that it already has.
function fitting(found, names) {
  const fits = found.filter((form) => names.every((name) => !form.properties || name in form.properties));
  return names.length && fits.length ? fits : found;
}

function nameOptions(root, state, object, property) {
  const names = namesIn(state, object, property);
  const options = new Map();
  for (const form of fitting(formsAt(root, pathTo(state, object)), names))
    for (const [name, value] of Object.entries(form.properties || {}))
      if (!names.includes(name) && !options.has(name))
        options.set(name, {
          label: name,
          type: "property",
          detail: form.title === name ? form.description : value.description,
          boost: (form.required || []).includes(name) ? 1 : 0,
        });
  return [...options.values()];
}

function valueOptions(root, state, node) {
  const options = [];
  for (const form of formsAt(root, pathTo(state, node))) {
    for (const value of form.enum || ("const" in form ? [form.const] : []))
      options.push({ label: JSON.stringify(value), type: "enum" });
    if (form.type === "boolean")
      options.push({ label: "true", type: "keyword" }, { label: "false", type: "keyword" });
  }
  return options;
}

export function completeBy(schema) {
  return (context) => {
    const { state, pos, explicit } = context;
    const node = syntaxTree(state).resolveInner(pos, -1);
    const inName = node.name === "PropertyName";
    const property = inName ? node.parent : null;
    const word = context.matchBefore(/"[^"\n]*/);
    if (inName || node.name === "Object" || (node.name === "⚠" && node.parent?.name === "Object")) {
      const object = objectOf(inName ? node.parent.parent : node);
      if (!object || (!inName && !word && !explicit)) return null;
      const from = inName ? node.from : word ? word.from : pos;
      const to = inName ? node.to : pos;
      return {
        from, to, filter: true, validFor: /^"?[\w ]*$/,
        options: nameOptions(schema, state, object, property).map((option) => ({
          ...option, label: `"${option.label}"`,
          apply: /^\s*:/.test(state.sliceDoc(to, to + 20)) ? `"${option.label}"` : `"${option.label}": `,
        })),
      };
    }
    const from = node.name === "String" ? node.from : word ? word.from : pos;
    if (node.name !== "String" && !explicit) return null;
    const options = valueOptions(schema, state, node);
    return options.length ? { from, to: node.name === "String" ? node.to : pos, options } : null;
  };
}

// What stands under the pointer, in the schema's words.
export function describe(schema, state, pos) {
  const node = syntaxTree(state).resolveInner(pos, 1);
  if (node.name !== "PropertyName") return null;
  const name = readString(state, node), object = objectOf(node.parent.parent);
  const names = namesIn(state, object, null);
  for (const form of fitting(formsAt(schema, pathTo(state, object)), names)) {
    const value = form.properties?.[name];
    if (!value) continue;
    const text = [form.title === name ? form.description : "", value.description].filter(Boolean);
    if (text.length) return { from: node.from, to: node.to, text: text.join("\n") };
  }
  return null;
}
