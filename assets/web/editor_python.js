// What the editor knows of Python, for a page that has a program to show.
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { python } from "@codemirror/lang-python";
import { keymap } from "@codemirror/view";

export const speak = () => [python(), closeBrackets(), keymap.of(closeBracketsKeymap)];
