/** Zip archives: what is in one, and one of a project. */

import { strToU8, unzipSync, zipSync } from "fflate";

import { LARGEST_FILE, MOST_BYTES, MOST_FILES, Refused, cleanPath, contentOf } from "./project.js";

const IGNORED = /(^|\/)(__MACOSX|\.git|node_modules|\.venv|__pycache__)\//;

/** The files of a zip. Sizes are taken from its directory first, and held against what really comes out. */
export function filesOfZip(bytes) {
  let count = 0;
  let total = 0;
  const filter = ({ name, originalSize }) => {
    if (name.endsWith("/") || IGNORED.test(name)) return false;
    count += 1;
    total += originalSize;
    if (originalSize > LARGEST_FILE || total > MOST_BYTES || count > MOST_FILES) {
      throw new Refused("This zip holds more than a page's project: too many files, or too large ones.");
    }
    cleanPath(name);
    return true;
  };
  let unpacked;
  try {
    unpacked = unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused("This is not a zip that can be read.");
  }
  return withoutCommonFolder(new Map(Object.entries(unpacked).map(([name, content]) => [cleanPath(name), contentOf(content)])));
}

/** The files without the folder that all of them are in. */
export function withoutCommonFolder(files) {
  const folders = new Set([...files.keys()].map((path) => (path.includes("/") ? path.split("/")[0] : "")));
  const [only] = folders;
  if (folders.size !== 1 || !only) return files;
  return new Map([...files].map(([path, content]) => [path.slice(only.length + 1), content]));
}

/** A zip of the project. */
export function zipOf(files) {
  const entries = [...files].map(([path, content]) => [path, typeof content === "string" ? strToU8(content) : content]);
  return zipSync(Object.fromEntries(entries));
}
