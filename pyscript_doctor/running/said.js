/* What a value says, and where an error came from, without a call of the page's own code. This is put into pages and,
   on one line, into workers, so every statement ends with a semicolon and no comment runs to the end of a line. */
const plain = (value) => {
  try {
    if (typeof value === "string") { return value; }
    if (value instanceof Error) { return `${value.name}: ${value.message}`; }
    if (typeof value === "function") { return "function"; }
    return typeof value === "object" && value !== null ? Object.prototype.toString.call(value) : String(value);
  } catch { return ""; }
};
const stackOf = (value) => {
  try { return value instanceof Error ? String(value.stack).slice(0, 4000) : ""; } catch { return ""; }
};
