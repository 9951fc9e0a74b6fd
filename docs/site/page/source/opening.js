/** Where a project comes from: files that are dropped or chosen, a GitHub repository, a page on the web. */

import { filesOfZip, withoutCommonFolder } from "./archive.js";
import { LARGEST_FILE, MOST_FILES, Refused, cleanPath, contentOf } from "./project.js";

const OF_A_PAGE = /(\.(html?|py|toml|json|m?js|css|md|csv|txt|ya?ml|whl|svg|xml)|(^|\/)(_headers|_redirects|CNAME|\.nojekyll))$/i;
const IGNORED = /(^|\/)(\.git|node_modules|\.venv|__pycache__|dist-info)\//;
const REPOSITORY = /^(?:https?:\/\/)?(?:www\.)?github\.com\/([\w.-]+)\/([\w.-]+?)(?:\.git)?(?:\/tree\/([^/]+)(?:\/(.*))?)?\/?$/;
const MOST_ROUNDS = 4;

async function contentOfFile(file) {
  if (file.size > LARGEST_FILE) {
    throw new Refused(`${file.name} is larger than ${LARGEST_FILE / 1e6} MB, so it was not opened.`);
  }
  return new Uint8Array(await file.arrayBuffer());
}

/** The files of a choice or a drop: [path, File] pairs. A single zip is unpacked. */
export async function filesOf(pairs) {
  if (pairs.length === 1 && /\.zip$/i.test(pairs[0][0])) return filesOfZip(await contentOfFile(pairs[0][1]));
  const wanted = pairs.filter(([path]) => !IGNORED.test(`${path}`));
  if (wanted.length > MOST_FILES) throw new Refused(`These are ${wanted.length} files. The page takes up to ${MOST_FILES}.`);
  const files = new Map();
  for (const [path, file] of wanted) files.set(cleanPath(path), contentOf(await contentOfFile(file)));
  return withoutCommonFolder(files);
}

/** [path, File] pairs of what was chosen with an input. */
export const chosen = (input) => [...input.files].map((file) => [file.webkitRelativePath || file.name, file]);

/** [path, File] pairs of what was dropped, folders included. */
export async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => [file.name, file]);
  const pairs = [];
  for (const entry of entries) await walk(entry, pairs);
  return pairs;
}

async function walk(entry, pairs) {
  const path = entry.fullPath.replace(/^\//, "");
  if (IGNORED.test(`${path}/`)) return;
  if (pairs.length > MOST_FILES) throw new Refused(`This folder holds more than ${MOST_FILES} files. Drop the page's own folder.`);
  if (entry.isFile) {
    pairs.push([path, await new Promise((resolve, reject) => entry.file(resolve, reject))]);
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!entries.length) return;
    for (const each of entries) await walk(each, pairs);
  }
}

/** What is at an address: a repository of GitHub, or a page and what it needs. doctor: says what a page needs. */
export async function filesAt(address, doctor) {
  const repository = REPOSITORY.exec(address.trim());
  return repository ? ofRepository(repository) : ofPage(address.trim(), doctor);
}

async function ofRepository([, owner, name, branch = "HEAD", folder = ""]) {
  const response = await fetch(`https://api.github.com/repos/${owner}/${name}/git/trees/${branch}?recursive=1`);
  if (response.status === 403 || response.status === 429) {
    throw new Refused("GitHub says that this address has asked too often. It allows 60 questions an hour; try again later.");
  }
  if (!response.ok) throw new Refused(`GitHub knows no public repository ${owner}/${name} (${response.status}).`);
  const { tree, truncated } = await response.json();
  const prefix = folder && `${folder.replace(/\/$/, "")}/`;
  const wanted = tree.filter(
    ({ type, path, size }) =>
      type === "blob" && path.startsWith(prefix) && OF_A_PAGE.test(path) && !IGNORED.test(path) && size <= LARGEST_FILE,
  );
  if (truncated || wanted.length > MOST_FILES) {
    throw new Refused("This repository is too large for this page. Name a folder of it, or check it on your computer.");
  }
  const files = new Map();
  await Promise.all(
    wanted.map(async ({ path }) => {
      const raw = await fetch(`https://raw.githubusercontent.com/${owner}/${name}/${branch}/${path}`);
      if (raw.ok) files.set(cleanPath(path.slice(prefix.length)), contentOf(new Uint8Array(await raw.arrayBuffer())));
    }),
  );
  return files;
}

async function ofPage(address, doctor) {
  const url = asUrl(address);
  const root = new URL(".", url);
  const page = url.pathname.endsWith("/") ? "index.html" : decodeURIComponent(url.pathname.split("/").pop());
  const files = new Map([[page, await fetched(url)]]);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const missing = (await doctor.missing(files)).filter((path) => !files.has(path));
    if (!missing.length) break;
    for (const path of missing.slice(0, MOST_FILES)) {
      const content = await fetched(new URL(path, root)).catch(() => null);
      if (content !== null) files.set(path, content);
    }
  }
  return files;
}

function asUrl(address) {
  try {
    const url = new URL(/^https?:/i.test(address) ? address : `https://${address}`);
    if (url.protocol.startsWith("http")) return url;
  } catch {
    // Said below.
  }
  throw new Refused("This is not an address that can be opened. It begins with https://");
}

async function fetched(url) {
  let response;
  try {
    response = await fetch(url);
  } catch {
    throw new Refused(`${url.host} does not let other sites read its pages. Save the page, and drop its files here.`);
  }
  if (!response.ok) throw new Refused(`${url} answers ${response.status}.`);
  return contentOf(new Uint8Array(await response.arrayBuffer()));
}
