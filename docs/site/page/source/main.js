/** The page: a project on the left, what the doctor says of it on the right. */

import { zipOf } from "./archive.js";
import { Doctor } from "./doctor.js";
import { Editor } from "./editor.js";
import { element } from "./elements.js";
import { exampleIn, fillList } from "./examples.js";
import { explained } from "./explanations.js";
import { listed, verdict } from "./findings.js";
import { chosen, dropped, filesAt, filesOf } from "./opening.js";
import { pictured } from "./picture.js";
import { changes } from "./places.js";
import { Project, Refused, cleanPath } from "./project.js";
import { Running } from "./running.js";
import { filesIn, linkTo } from "./share.js";
import { chooseByKeys, select } from "./tabs.js";

const $ = (id) => document.getElementById(id);

// The page shows the first file before this module is here, and the editor takes its place.
const START = new Map([
  ["index.html", $("first-file").textContent],
  ["main.py", 'from pyscript import document\n\ndocument.getElementById("greeting").textContent = "Hello!"\n'],
  ["pyscript.toml", 'name = "Hello"\n'],
]);

$("first-file").remove();

const project = new Project();
const editor = new Editor($("editor"), project, makeFix);
const doctor = new Doctor(project);
const running = new Running($("frame"));
let latest = null;

function notice(text) {
  $("notice").textContent = text;
  $("notice").hidden = !text;
}

/** Do something that the user asked for; what is refused is said in one line. */
async function attempt(action) {
  notice("");
  try {
    await action();
  } catch (error) {
    notice(error instanceof Refused ? error.message : `That did not work: ${error.message}`);
    if (!(error instanceof Refused)) console.error(error);
  }
}

// Files

function showFiles() {
  if (!project.files.has(editor.path)) editor.show(project.paths[0] ?? null);
  $("files").replaceChildren(
    ...project.paths.map((path) => {
      const isChosen = path === editor.path;
      return element("button", {
        type: "button", role: "tab", "aria-selected": String(isChosen), "aria-controls": "editor", tabIndex: isChosen ? 0 : -1,
        className: count(path), onclick: () => showFile(path),
      }, path);
    }),
  );
  $("page-to-run").replaceChildren(...project.pages.map((path) => element("option", {}, path)));
}

const count = (path) => {
  const own = latest?.findings.filter((finding) => finding.path === path) ?? [];
  return own.some(({ severity }) => severity === "error") ? "error" : own.length ? "warning" : "";
};

function showFile(path, place = null) {
  if (!project.files.has(path)) return;
  editor.show(path, place);
  showFiles();
}

const goTo = ({ path, start }) => showFile(path, start);

function open(files) {
  if (!files.size) throw new Refused("There are no files in it that a page of PyScript uses.");
  project.replace(files);
}

function askForName(question, preset) {
  const name = prompt(question, preset);
  if (!name) return null;
  const path = cleanPath(name);
  if (path !== preset && project.files.has(path)) throw new Refused(`${path} is there already.`);
  return path;
}

$("add-file").onclick = () => attempt(() => {
  const path = askForName("Name of the new file, such as data/plants.csv", "");
  if (path) {
    project.write(path, "");
    showFile(path);
    editor.focus();
  }
});
$("rename-file").onclick = () => attempt(() => {
  const path = askForName("New name", editor.path);
  if (path && path !== editor.path) {
    project.rename(editor.path, path);
    showFile(path);
  }
});
$("remove-file").onclick = () => attempt(() => {
  if (project.files.size === 1) throw new Refused("A project needs a file.");
  if (confirm(`Remove ${editor.path}?`)) project.remove(editor.path);
});
project.addEventListener("files", showFiles);
project.addEventListener("project", () => {
  running.stop();
  showFiles();
});
chooseByKeys($("files"), (tab) => showFile(tab.textContent));

// Findings

function showFindings(report, files) {
  latest = report;
  const current = [...files].every(([path, content]) => project.read(path) === content);
  if (current) editor.take(report);
  $("verdict").textContent = verdict(report);
  const safeties = report.findings.map(({ fix }) => fix?.safety);
  $("fix-safe").hidden = !safeties.includes("safe");
  $("fix-all").hidden = !safeties.includes("unsafe");
  $("fixes").hidden = $("fix-safe").hidden && $("fix-all").hidden;
  $("finding-list").replaceChildren(...listed(report, { show: goTo, fix: makeFix }));
  showFiles();
}

function makeFix(finding) {
  return attempt(() => {
    const paths = [...new Set(finding.fix.edits.map(({ path }) => path))];
    for (const path of paths) {
      const edits = finding.fix.edits.filter((edit) => edit.path === path);
      project.write(path, edited(project.read(path) ?? "", edits));
    }
    showFile(editor.path);
  });
}

function edited(text, edits) {
  const state = editor.documentOf(text);
  return state.update({ changes: changes(state.doc, edits) }).state.sliceDoc();
}

const fixAll = (unsafe) => attempt(async () => {
  for (const [path, text] of Object.entries(await doctor.fix({ unsafe }))) project.write(path, text);
  showFile(editor.path);
});
$("fix-safe").onclick = () => fixAll(false);
$("fix-all").onclick = () => fixAll(true);

doctor.addEventListener("report", ({ detail }) => {
  showFindings(detail.report, detail.files);
  document.body.dataset.milliseconds = (performance.now() - detail.since).toFixed(1);
  document.body.dataset.checks = Number(document.body.dataset.checks ?? 0) + 1;
  if (!$("picture").hidden) showPicture();
});
doctor.addEventListener("trouble", ({ detail }) => {
  const reason = detail.message.trim().split("\n").pop();
  $("verdict").textContent = `The doctor stumbled: ${reason}. Your files are still here.`;
  document.body.dataset.checks = Number(document.body.dataset.checks ?? 0) + 1;
});
doctor.addEventListener("restart", () => doctor.check());

// Views

const VIEWS = ["findings", "run", "picture", "console"];

function showView(name) {
  for (const each of VIEWS) $(each).hidden = each !== name;
  select($(`view-${name}`), $("views"));
  if (name === "picture") showPicture();
}

async function showPicture() {
  $("picture").replaceChildren(...pictured(await doctor.picture(), goTo));
}

for (const name of VIEWS) $(`view-${name}`).onclick = () => showView(name);
chooseByKeys($("views"), (tab) => showView(tab.id.replace("view-", "")));

// Running

$("start").onclick = () => attempt(() => {
  const page = $("page-to-run").value;
  if (!page) throw new Refused("There is no HTML page to run.");
  $("run-console").replaceChildren();
  running.start(project.files, page);
});
$("stop").onclick = () => running.stop();
running.addEventListener("link", ({ detail }) => attempt(() => {
  const path = new URL(detail.text, new URL(running.page, "https://project.invalid/")).pathname.slice(1);
  if (project.pages.includes(path)) {
    $("page-to-run").value = path;
    running.start(project.files, path);
  } else {
    notice(`The page wants to go to ${detail.text}. The frame stays here.`);
  }
}));

const heard = [];
let isExplaining = false;

running.addEventListener("line", ({ detail }) => {
  const line = element("li", { className: `line ${detail.kind}` }, element("pre", {}, detail.text));
  $("run-console").append(line);
  if (detail.kind === "error" && $("run-console").childElementCount < 200) {
    heard.push([line, detail.text]);
    explainHeard();
  }
});

async function explainHeard() {
  if (isExplaining) return;
  isExplaining = true;
  while (heard.length) {
    const [line, text] = heard.shift();
    const answer = await doctor.explain(text).catch(() => null);
    if (answer?.explanations.length) line.append(...explained(answer, goTo));
  }
  isExplaining = false;
}

$("explain").onclick = () => attempt(async () => {
  const text = $("console-text").value;
  if (!text.trim()) throw new Refused("Paste what the console shows first.");
  const answer = await doctor.explain(text);
  $("explanations").replaceChildren(...explained(answer, goTo));
});

// Opening, sharing

for (const dialog of document.querySelectorAll("dialog")) dialog.querySelector(".close").onclick = () => dialog.close();
$("open").onclick = () => $("open-dialog").showModal();
for (const id of ["open-files", "open-folder"]) {
  $(id).onchange = () => attempt(async () => {
    const pairs = chosen($(id));
    $("open-dialog").close();
    $(id).value = pairs.length ? "" : $(id).value;
    open(await filesOf(pairs));
  });
}
$("open-address").onsubmit = (event) => {
  event.preventDefault();
  $("open-dialog").close();
  attempt(async () => open(await filesAt($("address").value, doctor)));
};
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  attempt(async () => open(await filesOf(await dropped(event.dataTransfer))));
});

$("examples").onclick = () => {
  // With an old search in it, the Escape key would clear the field in place of closing the dialog.
  $("example-search").value = "";
  $("example-dialog").showModal();
  searchExamples();
};
const searchExamples = () => fillList($("example-list"), $("example-search").value, (example) => {
  $("example-dialog").close();
  attempt(() => open(new Map(Object.entries(example.files))));
});
$("example-search").oninput = searchExamples;

$("share").onclick = () => attempt(() => {
  $("share-link").value = linkTo(project.files);
  $("share-dialog").showModal();
  $("share-link").select();
});
$("copy-link").onclick = () => attempt(async () => {
  await navigator.clipboard.writeText($("share-link").value);
  $("copy-link").textContent = "Copied";
});
$("export").onclick = () => attempt(() => {
  const url = URL.createObjectURL(new Blob([zipOf(project.files)], { type: "application/zip" }));
  element("a", { href: url, download: "project.zip" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
});

async function begin() {
  project.replace(START);
  await attempt(async () => {
    const files = filesIn(location.hash);
    if (files) return open(files);
    const example = await exampleIn(location.search);
    if (example) open(new Map(Object.entries(example.files)));
  });
}

addEventListener("hashchange", () => attempt(() => {
  const files = filesIn(location.hash);
  if (files) open(files);
}));
begin();

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("offline.js").then(async () => {
    const { active } = await navigator.serviceWorker.ready;
    // What came before the service worker did is told to it, so that the first visit is enough to be offline.
    const loaded = () => active.postMessage(performance.getEntriesByType("resource").map(({ name }) => name));
    doctor.addEventListener("report", loaded, { once: true });
    loaded();
  });
}
