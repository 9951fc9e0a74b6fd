/** CodeMirror: one editor, a state for each text file, findings underlined. */

import { basicSetup } from "codemirror";
import { css } from "@codemirror/lang-css";
import { html } from "@codemirror/lang-html";
import { javascript } from "@codemirror/lang-javascript";
import { json } from "@codemirror/lang-json";
import { python } from "@codemirror/lang-python";
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { toml } from "@codemirror/legacy-modes/mode/toml";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

import { sorted } from "./findings.js";
import { offset } from "./places.js";

const LANGUAGES = [
  [/\.html?$/i, html],
  [/\.py$/i, python],
  [/\.toml$/i, () => StreamLanguage.define(toml)],
  [/\.(json|webmanifest)$/i, json],
  [/\.(m?js|cjs)$/i, javascript],
  [/\.css$/i, css],
];

const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier], color: "var(--keyword)" },
  { tag: [tags.string, tags.attributeValue], color: "var(--string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--number)" },
  { tag: tags.comment, color: "var(--comment)" },
  { tag: [tags.tagName, tags.typeName, tags.className], color: "var(--tag)" },
  { tag: [tags.attributeName, tags.propertyName, tags.definition(tags.variableName)], color: "var(--name)" },
]);

const language = (path) => LANGUAGES.find(([pattern]) => pattern.test(path))?.[1]() ?? [];

/** The line break of a text; undefined where CodeMirror may tell them apart itself. */
const separator = (text) => (text.includes("\r\n") ? "\r\n" : undefined);

const setMessages = StateEffect.define();

/** Behind each line that has findings, what the worst says. CSS shows it, so it is no part of the text. */
const messages = StateField.define({
  create: () => Decoration.none,
  update(shown, transaction) {
    const set = transaction.effects.find((effect) => effect.is(setMessages));
    return set ? set.value : shown.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function messagesOf(findings, document) {
  const worst = new Map();
  for (const finding of sorted(findings)) {
    const { from } = document.lineAt(offset(document, finding.start));
    if (!worst.has(from)) worst.set(from, finding);
  }
  const lines = [...worst].map(([from, { severity, message }]) =>
    Decoration.line({ class: severity, attributes: { "data-message": message.replaceAll("`", "") } }).range(from),
  );
  return Decoration.set(lines, true);
}

export class Editor {
  #project;
  #view;
  #states = new Map();
  #path = null;
  #report = null;
  #makeFix;

  /** makeFix: called with a finding whose fix the user asks for. */
  constructor(parent, project, makeFix) {
    this.#project = project;
    this.#makeFix = makeFix;
    this.#view = new EditorView({ parent });
    project.addEventListener("content", ({ detail }) => detail.source !== this && this.#forget(detail.path));
    project.addEventListener("files", () => this.#forgetGone());
    project.addEventListener("project", () => this.#restart());
  }

  get path() {
    return this.#path;
  }

  /** Show a file, at a place of it where one is given. */
  show(path, place = null) {
    this.#keep();
    this.#path = path;
    this.#view.setState(this.#states.get(path) ?? this.#stateOf(path));
    this.#underline();
    if (place) this.#goTo(place);
  }

  /** A text as a document that can be changed, apart from the one that is shown. */
  documentOf(text) {
    return EditorState.create({ doc: text, extensions: [EditorState.lineSeparator.of(separator(text))] });
  }

  focus() {
    this.#view.focus();
  }

  /** Underline what a report finds. */
  take(report) {
    this.#report = report;
    this.#underline();
  }

  #goTo(place) {
    const position = offset(this.#view.state.doc, place);
    this.#view.dispatch({ selection: { anchor: position }, effects: EditorView.scrollIntoView(position, { y: "center" }) });
    this.#view.focus();
  }

  #keep() {
    if (this.#path !== null && this.#project.files.has(this.#path)) this.#states.set(this.#path, this.#view.state);
  }

  #forget(path) {
    this.#states.delete(path);
    if (path === this.#path) {
      this.#path = null;
      this.show(path);
    }
  }

  #forgetGone() {
    for (const path of this.#states.keys()) if (!this.#project.files.has(path)) this.#states.delete(path);
  }

  #restart() {
    this.#states.clear();
    this.#path = null;
    this.#report = null;
  }

  #stateOf(path) {
    const content = this.#project.read(path);
    const isText = typeof content === "string";
    return EditorState.create({
      doc: isText ? content : `${path} is not text, so it can't be shown here.`,
      extensions: [
        basicSetup,
        lintGutter(),
        messages,
        language(path),
        syntaxHighlighting(highlighting),
        EditorState.lineSeparator.of(isText ? separator(content) : undefined),
        EditorState.readOnly.of(!isText),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": path, spellcheck: "false" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && isText) this.#project.write(path, update.state.sliceDoc(), this);
        }),
      ],
    });
  }

  #underline() {
    if (!this.#report || this.#path === null) return;
    const { state } = this.#view;
    const own = this.#report.findings.filter((finding) => finding.path === this.#path);
    const diagnostics = own.map((finding) => this.#diagnostic(finding, state.doc));
    this.#view.dispatch(setDiagnostics(state, diagnostics), { effects: setMessages.of(messagesOf(own, state.doc)) });
  }

  #diagnostic(finding, document) {
    return {
      from: offset(document, finding.start),
      to: offset(document, finding.end),
      severity: finding.severity,
      source: finding.rule,
      message: finding.message,
      actions: finding.fix ? [{ name: "Fix", apply: () => this.#makeFix(finding) }] : [],
    };
  }
}
