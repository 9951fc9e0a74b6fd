/** A whole project in the fragment of an address: JSON, compressed, in base64. No server sees it. */

import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";

import { base64, bytesOf } from "./base64.js";
import { MOST_BYTES, Refused, cleanPath } from "./project.js";

const KEY = "#project=";
const LONGEST_LINK = 200_000;

/** Base64 with the letters that an address may hold. */
const forAddress = (bytes) => base64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const fromAddress = (text) => bytesOf(text.replaceAll("-", "+").replaceAll("_", "/"));

/** The link to this page with these files. Throws Refused where it gets too long to send. */
export function linkTo(files) {
  const entries = [...files].map(([path, content]) =>
    typeof content === "string" ? [path, content] : [path, forAddress(content), 1],
  );
  const packed = forAddress(deflateSync(strToU8(JSON.stringify(entries)), { level: 9 }));
  if (packed.length > LONGEST_LINK) {
    throw new Refused("This project is too large for a link. Download it, and send the zip.");
  }
  return location.href.split("#")[0] + KEY + packed;
}

/** The files of a link, or null where it has none. Throws Refused for one that is damaged. */
export function filesIn(fragment) {
  if (!fragment.startsWith(KEY)) return null;
  try {
    // A buffer of this size bounds what a hostile link can unpack to.
    const unpacked = inflateSync(fromAddress(fragment.slice(KEY.length)), { out: new Uint8Array(MOST_BYTES) });
    const entries = JSON.parse(strFromU8(unpacked));
    return new Map(entries.map(([path, text, isBytes]) => [cleanPath(path), isBytes ? fromAddress(text) : String(text)]));
  } catch {
    throw new Refused("The link is damaged, so its project can't be opened. Ask for it again.");
  }
}
