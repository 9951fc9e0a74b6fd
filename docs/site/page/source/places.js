/** Lines and columns of a report, which count characters from 1, as offsets of a CodeMirror document. */

export function offset(document, { line, column }) {
  if (line > document.lines) return document.length;
  const { from, text } = document.line(Math.max(line, 1));
  let index = 0;
  for (let passed = 1; passed < column && index < text.length; passed++) {
    index += text.codePointAt(index) > 0xffff ? 2 : 1;
  }
  return from + index;
}

/** The changes that a fix makes in one file, for a CodeMirror transaction. */
export function changes(document, edits) {
  return edits.map((edit) => ({
    from: offset(document, edit.start),
    to: offset(document, edit.end),
    insert: edit.text,
  }));
}
