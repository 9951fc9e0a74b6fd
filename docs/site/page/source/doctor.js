/** The doctor, a Python worker, as JavaScript sees it: one question at a time, and only the latest check waits. */

import { base64 } from "./base64.js";

const PATIENCE = 30_000;
const MOST_RESTARTS = 5;

const workers = new Promise((resolve) => {
  const there = () => window.pyscriptWorkers && resolve(window.pyscriptWorkers);
  window.addEventListener("pyscript-workers", there, { once: true });
  there();
});

const sent = (content) => (typeof content === "string" ? content : { base64: base64(content) });

export class Doctor extends EventTarget {
  #project;
  #known = new Map();
  #script = document.querySelector("script[type=py][name=doctor]");
  #python;
  #last = Promise.resolve();
  #isCheckWaiting = false;
  #restarts = 0;

  constructor(project) {
    super();
    this.#project = project;
    this.#python = this.#named("doctor");
    project.addEventListener("change", () => this.check());
    this.check();
  }

  /** Check what is there now. The report comes as the event `report`; since: when the first change that is in it was made. */
  check() {
    if (this.#isCheckWaiting) return;
    this.#isCheckWaiting = true;
    const since = performance.now();
    this.#ask(async (python) => {
      this.#isCheckWaiting = false;
      const files = new Map(this.#project.files);
      const report = JSON.parse(await python.check(JSON.stringify(this.#changes(files))));
      this.#known = files;
      this.dispatchEvent(new CustomEvent("report", { detail: { report, files, since } }));
    }).catch((error) => {
      this.#isCheckWaiting = false;
      this.dispatchEvent(new CustomEvent("trouble", { detail: error }));
    });
  }

  /** What runs where. */
  picture() {
    return this.#ask(async (python) => JSON.parse(await python.picture()));
  }

  /** What a console's text means. */
  explain(text) {
    return this.#ask(async (python) => JSON.parse(await python.explain(text)));
  }

  /** The files that pages ask for, and that are not among these. */
  missing(files) {
    const all = Object.fromEntries([...files].map(([path, content]) => [path, sent(content)]));
    return this.#ask(async (python) => JSON.parse(await python.missing(JSON.stringify(all))));
  }

  /** The texts of the files that the fixes change, by path. */
  fix({ unsafe }) {
    return this.#ask(async (python) => JSON.parse(await python.fix(unsafe)));
  }

  #changes(files) {
    const changes = {};
    for (const [path, content] of files) if (this.#known.get(path) !== content) changes[path] = sent(content);
    for (const path of this.#known.keys()) if (!files.has(path)) changes[path] = null;
    return changes;
  }

  #ask(question) {
    const answer = this.#last.then(async () => this.#inTime(question(await this.#python)));
    this.#last = answer.catch(() => {});
    return answer;
  }

  /** The answer, or an error and a new worker where none comes. An exception in Python leaves the worker well. */
  async #inTime(answer) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => {
        this.#restart();
        reject(new Error("it did not answer, and starts again"));
      }, PATIENCE);
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #named(name) {
    return (await workers)[name];
  }

  /** A new worker takes the place of one that crashed or hangs. */
  #restart() {
    if (++this.#restarts > MOST_RESTARTS) return;
    this.#script.xworker?.terminate();
    const script = document.createElement("script");
    for (const { name, value } of this.#script.attributes) if (name !== "id") script.setAttribute(name, value);
    script.setAttribute("name", `doctor-${this.#restarts}`);
    this.#script.replaceWith(script);
    this.#script = script;
    this.#known = new Map();
    this.#python = this.#named(script.getAttribute("name"));
    this.dispatchEvent(new CustomEvent("restart"));
  }
}
