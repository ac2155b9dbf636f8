// The editor beside the picture. It stands in a shadow root, whose styles need no leave of the
// page's Content-Security-Policy.
import { EditorState, Compartment, Annotation } from "@codemirror/state";
import { EditorView, keymap, lineNumbers, highlightActiveLine, drawSelection,
         highlightSpecialChars } from "@codemirror/view";
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting, foldGutter,
         foldKeymap } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { searchKeymap, highlightSelectionMatches } from "@codemirror/search";
import { tags } from "@lezer/highlight";
import { breathe } from "./turns.js";

const fromPicture = Annotation.define();
const none = [];

const colours = (dark) => HighlightStyle.define([
  { tag: tags.propertyName, color: dark ? "#8ab4ff" : "#1d4ed8" },
  { tag: tags.string, color: dark ? "#8fd6a8" : "#116149" },
  { tag: [tags.number, tags.bool, tags.null], color: dark ? "#f0b27a" : "#9a3412" },
  { tag: tags.keyword, color: dark ? "#d3a4ff" : "#7e22ce" },
  { tag: tags.comment, color: dark ? "#a3adbb" : "#5b6675" },
]);

const look = (dark) => EditorView.theme({
  "&": { height: "100%", fontSize: "14px", color: dark ? "#e6e9ef" : "#1c2330" },
  ".cm-scroller": { fontFamily: "ui-monospace, Menlo, Consolas, monospace", lineHeight: "1.5" },
  ".cm-gutters": { background: "transparent", color: dark ? "#a3adbb" : "#5b6675", border: "0" },
  ".cm-foldGutter": { minWidth: "1.3em" }, // as with marks in it, which come with the language
  ".cm-content": { caretColor: dark ? "#fff" : "#000" },
}, { dark });

const languages = { json: () => import("./editor_json.js"), python: () => import("./editor_python.js") };
const languageOf = (name) => (/\.py$/.test(name) ? "python" : "json");

// It is made in steps, so that none takes long: the view, what it is equipped with, a text, the text's
// language and colours. From the first text on one sees it and can type.
export class Editor {
  // `schema` makes it when it is first asked for.
  constructor(parent, schema, changed) {
    let made;
    this.schema = () => (made ??= schema());
    Object.assign(this, { spoken: "", speaks: Promise.resolve(), dark: false, coloured: false });
    Object.assign(this, { language: new Compartment(), gear: new Compartment(),
                          look: new Compartment(), colours: new Compartment() });
    const root = parent.attachShadow({ mode: "open" });
    this.view = new EditorView({
      root, parent: root,
      state: EditorState.create({
        doc: "",
        extensions: [
          this.language.of([]), lineNumbers(), highlightSpecialChars(), history(), this.gear.of([]),
          drawSelection(), highlightActiveLine(),
          EditorView.contentAttributes.of({ "aria-label": "The text of the file. Escape, then Tab, leaves it." }),
          this.look.of([]), this.colours.of([]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed(update.transactions.some((t) => t.annotation(fromPicture)));
          }),
        ],
      }),
    });
    parent.style.setProperty("visibility", "hidden");
    this.parent = parent;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(":host { overflow: hidden; } .cm-editor { height: 100%; }");
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }

  equip() {
    this.view.dispatch({ effects: this.gear.reconfigure([
      foldGutter(), indentOnInput(), bracketMatching(), highlightSelectionMatches(), lintGutter(),
      keymap.of([...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap, indentWithTab]),
    ]) });
  }

  get text() {
    return this.view.state.doc.toString();
  }

  dress(dark) {
    this.dark = dark;
    this.view.dispatch({ effects: this.look.reconfigure(look(dark)) });
    if (this.coloured) this.colour();
  }

  colour() {
    this.coloured = true;
    this.view.dispatch({ effects: this.colours.reconfigure(syntaxHighlighting(colours(this.dark))) });
  }

  // Another text, in the language of its name, where it has one; `speaks` is done when that is there.
  load(text, name) {
    const language = name ? languageOf(name) : this.spoken, other = language !== this.spoken;
    this.put(text, [isolateHistory.of("full")], other ? this.language.reconfigure(none) : none);
    this.parent.style.removeProperty("visibility");
    if (other) this.speaks = this.speak(language);
  }

  async speak(language) {
    this.spoken = language;
    await breathe();
    const { speak } = await languages[language]();
    if (language !== this.spoken) return;
    this.view.dispatch({ effects: this.language.reconfigure(speak(this.schema)) });
    if (this.coloured) return;
    await breathe();
    this.colour();
  }

  // The same file with other digits: only what differs is replaced, so that the cursor stays.
  follow(text) {
    this.put(text, [fromPicture.of(true)]);
  }

  put(text, annotations, effects = none) {
    const old = this.text;
    let from = 0, end = 0;
    const least = Math.min(old.length, text.length);
    while (from < least && old[from] === text[from]) from++;
    while (end < least - from && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
    if (from < old.length || old.length !== text.length)
      this.view.dispatch({
        changes: { from, to: old.length - end, insert: text.slice(from, text.length - end) },
        annotations, effects,
      });
    else if (effects !== none) this.view.dispatch({ effects });
  }

  position(line, column) {
    const doc = this.view.state.doc;
    const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
    // Columns count characters; a string counts halves of some of them.
    const before = [...at.text].slice(0, column - 1).join("").length;
    return at.from + before;
  }

  place(mistake) {
    const from = this.position(mistake.line, mistake.column);
    const to = this.position(mistake.end_line || mistake.line, mistake.end_column || mistake.column);
    return { from, to: Math.max(from, to) };
  }

  mark(mistakes) {
    const marks = mistakes.map((mistake) => ({
      ...this.place(mistake),
      severity: { error: "error", warning: "warning" }[mistake.severity] || "info",
      message: mistake.message,
      actions: mistake.fix ? [{ name: "Mend", apply: () => this.mend(mistake) }] : [],
    }));
    this.view.dispatch(setDiagnostics(this.view.state, marks));
  }

  mend(mistake) {
    this.view.dispatch({ changes: { ...this.place(mistake.fix), insert: mistake.fix.text } });
    this.view.focus();
  }

  go(mistake) {
    const { from, to } = this.place(mistake);
    this.view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
    this.view.focus();
  }
}
