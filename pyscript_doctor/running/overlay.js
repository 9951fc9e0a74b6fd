/* What the doctor says of the page, over the page. It is in a shadow root, so neither's styles reach the other. */
const STYLE = `
  :host {
    all: initial !important;
    position: fixed !important;
    z-index: 2147483647 !important;
    inset: auto 1rem 1rem auto !important;
    width: min(34rem, calc(100vw - 2rem)) !important;
    color-scheme: light dark !important;
    --paper: #ffffff; --ink: #1d2129; --soft: #55606e; --edge: #c9d0d9; --shade: #f2f4f7;
    --bad: #b3261e; --odd: #8a5300; --link: #0b57d0;
  }
  @media (prefers-color-scheme: dark) {
    :host { --paper: #1b1e24; --ink: #e9ecf1; --soft: #aab3c0; --edge: #444c59; --shade: #262b33;
            --bad: #ffb4ab; --odd: #ffcf8a; --link: #a8c7fa; }
  }
  @media (max-width: 40rem) {
    :host { inset: auto 0 0 0 !important; width: 100vw !important; }
    section { border-radius: 0.75rem 0.75rem 0 0 !important; border-inline: 0 !important; }
  }
  section {
    box-sizing: border-box; display: flex; flex-direction: column; max-height: 70vh;
    background: var(--paper); color: var(--ink); border: 1px solid var(--edge); border-radius: 0.75rem;
    box-shadow: 0 0.5rem 2rem rgb(0 0 0 / 0.3);
    font: 400 0.95rem/1.45 system-ui, sans-serif; overflow: hidden; text-align: start;
  }
  header { display: flex; gap: 0.75rem; align-items: center; padding: 0.6rem 0.6rem 0.6rem 1rem;
           border-bottom: 1px solid var(--edge); }
  h2 { flex: 1; margin: 0; font-size: 1rem; font-weight: 650; }
  button { font: inherit; color: inherit; background: var(--shade); border: 1px solid var(--edge);
           border-radius: 0.5rem; padding: 0.3rem 0.75rem; min-height: 2.5rem; cursor: pointer; }
  :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
  .body { overflow: auto; overscroll-behavior: contain; padding: 0 1rem 1rem; }
  article { padding-top: 0.9rem; }
  article + article { border-top: 1px solid var(--edge); margin-top: 0.9rem; }
  .state { font-weight: 650; color: var(--bad); }
  .unforeseen .state { color: var(--odd); }
  .rule { color: var(--soft); font-family: ui-monospace, monospace; font-size: 0.85rem; overflow-wrap: anywhere; }
  h3 { margin: 0.2rem 0 0.4rem; font-size: 1rem; font-weight: 600; overflow-wrap: anywhere; }
  h4 { margin: 0.7rem 0 0.1rem; font-size: 0.85rem; font-weight: 650; color: var(--soft); }
  p { margin: 0.3rem 0; overflow-wrap: anywhere; }
  pre, code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 0.85rem; }
  code { background: var(--shade); border-radius: 0.25rem; padding: 0 0.2em; }
  pre { margin: 0.4rem 0; padding: 0.5rem 0.7rem; background: var(--shade); border-radius: 0.5rem; overflow: auto;
        white-space: pre; tab-size: 4; }
  pre.said { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 8rem; }
  .number { color: var(--soft); user-select: none; }
  .marked { font-weight: 700; text-decoration: underline; text-decoration-color: var(--bad);
            text-decoration-thickness: 2px; text-underline-offset: 3px; }
  a { color: var(--link); }
  details { margin-top: 0.9rem; padding-top: 0.7rem; border-top: 1px solid var(--edge); color: var(--soft); }
  summary { cursor: pointer; min-height: 1.6rem; }
  ul { margin: 0.3rem 0; padding-inline-start: 1.2rem; }
`;

const made = (name, { text, className, ...rest } = {}, ...children) => {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  for (const [key, value] of Object.entries(rest)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};
const proseOf = (parts) => parts.map(({ text, code }) => (code ? made("code", { text }) : text));
const blocksOf = (blocks) =>
  blocks.map((block) => (block.lines ? made("pre", { text: block.lines.join("\n"), tabindex: "0" }) : made("p", {}, ...proseOf(block.parts))));

const excerptOf = (lines) => {
  const width = String(lines.at(-1)?.number ?? "").length;
  const shown = lines.map(({ number, before, marked, after }) => [
    made("span", { className: "number", text: `${String(number).padStart(width)} | ` }),
    before,
    made("span", { className: "marked", text: marked }),
    `${after}\n`,
  ]);
  return made("pre", { tabindex: "0" }, ...shown.flat());
};

const cardOf = (card) => {
  const article = made("article", { className: card.state });
  article.append(made("div", {}, made("span", { className: "state", text: card.label })));
  article.append(made("h3", {}, ...proseOf(card.title)));
  if (card.place || card.rule) {
    article.append(made("div", { className: "rule", text: [card.place, card.rule].filter(Boolean).join("  ·  ") }));
  }
  if (card.excerpt.length) article.append(excerptOf(card.excerpt));
  if (card.means.length) article.append(made("h4", { text: "What it means" }), ...blocksOf(card.means));
  if (card.help.length) article.append(made("h4", { text: "How to fix it" }), ...blocksOf(card.help));
  if (card.said) {
    article.append(made("h4", { text: "What the browser said" }), made("pre", { className: "said", text: card.said, tabindex: "0" }));
  }
  if (card.link) {
    article.append(made("p", {}, made("a", { href: card.link, target: "_blank", rel: "noopener", text: "Read more in PyScript's documentation" })));
  }
  return article;
};

const notSeenOf = (findings) => {
  if (!findings.length) return [];
  const items = findings.map(({ place, rule, message }) => made("li", {}, ...proseOf(message), ` (${rule}, ${place})`));
  const summary = made("summary", { text: `Not seen in this run: ${findings.length}` });
  return [made("details", {}, summary, made("ul", {}, ...items))];
};

let overlay = null;
let closed = false;

const close = () => {
  closed = true;
  overlay?.remove();
  overlay = null;
};

const showOverlay = ({ heading, cards, notSeen }) => {
  if (closed || !cards.length) {
    overlay?.remove();
    overlay = null;
    return;
  }
  if (!overlay) {
    overlay = made("pyscript-doctor");
    const root = overlay.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const button = made("button", { text: "Close", type: "button" });
    button.addEventListener("click", close);
    const title = made("h2", { id: "title", "aria-live": "polite" });
    const section = made("section", { role: "region", "aria-labelledby": "title" }, made("header", {}, title, button));
    section.append(made("div", { className: "body" }));
    section.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      event.stopPropagation();
    });
    root.append(section);
  }
  const body = overlay.shadowRoot.querySelector(".body");
  const [place, open] = [body.scrollTop, body.querySelector("details")?.open];
  overlay.shadowRoot.querySelector("h2").textContent = heading;
  body.replaceChildren(...cards.map(cardOf), ...notSeenOf(notSeen));
  body.scrollTop = place;
  if (open) body.querySelector("details").open = true;
  if (!overlay.isConnected) document.documentElement.append(overlay);
};
