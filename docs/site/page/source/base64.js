/** Bytes as text. */

const CHUNK = 0x8000;

export function base64(bytes) {
  let text = "";
  for (let start = 0; start < bytes.length; start += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return btoa(text);
}

export const bytesOf = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
