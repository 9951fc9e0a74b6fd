/** The files that are open, by path. Text is a string, everything else bytes. */

export const MOST_FILES = 500;
export const MOST_BYTES = 20_000_000;
export const LARGEST_FILE = 5_000_000;

const FIRST = ["index.html", "main.py", "pyscript.toml", "pyscript.json"];

/** What a reader looks at first comes first: known names, then pages, then the rest. */
function rank(path) {
  const known = FIRST.indexOf(path);
  if (known >= 0) return known;
  return FIRST.length + (/\.html?$/i.test(path) ? 0 : 1);
}

export class Refused extends Error {}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Text where the bytes are UTF-8 without NUL, else the bytes. */
export function contentOf(bytes) {
  try {
    const text = decoder.decode(bytes);
    return text.includes("\0") ? bytes : text;
  } catch {
    return bytes;
  }
}

const size = (content) => content.length;

/** The path as a project has it. Throws Refused for one that leads out of the project. */
export function cleanPath(path) {
  const parts = path.replaceAll("\\", "/").split("/").filter((part) => part && part !== ".");
  if (!parts.length || parts.includes("..") || /[\0-\x1f]/.test(path)) {
    throw new Refused(`“${path.slice(0, 80)}” can't be the name of a file here.`);
  }
  return parts.join("/");
}

/** Throws Refused where files are too many or too large to be a page's project. */
export function verify(files) {
  let total = 0;
  for (const [path, content] of files) {
    if (size(content) > LARGEST_FILE) {
      throw new Refused(`${path} is larger than ${LARGEST_FILE / 1e6} MB, so it was not opened.`);
    }
    total += size(content);
  }
  if (files.size > MOST_FILES) throw new Refused(`These are ${files.size} files. The page takes up to ${MOST_FILES}.`);
  if (total > MOST_BYTES) throw new Refused(`These files are larger than ${MOST_BYTES / 1e6} MB together.`);
}

export class Project extends EventTarget {
  #files = new Map();

  get files() {
    return this.#files;
  }

  get paths() {
    return [...this.#files.keys()].sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));
  }

  get pages() {
    return this.paths.filter((path) => /\.html?$/i.test(path));
  }

  read(path) {
    return this.#files.get(path);
  }

  /** source: who wrote it, so that an editor need not show its own change. */
  write(path, content, source = null) {
    const isNew = !this.#files.has(path);
    verify(new Map(this.#files).set(path, content));
    this.#files.set(path, content);
    this.#tell(isNew ? "files" : "content", { path, source });
  }

  remove(path) {
    this.#files.delete(path);
    this.#tell("files", { path });
  }

  rename(path, name) {
    const content = this.#files.get(path);
    this.#files.delete(path);
    this.#files.set(name, content);
    this.#tell("files", { path: name });
  }

  replace(files) {
    verify(files);
    this.#files = new Map(files);
    this.#tell("project", {});
  }

  #tell(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
    this.dispatchEvent(new CustomEvent("change", { detail }));
  }
}
