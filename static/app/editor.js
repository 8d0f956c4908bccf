// Running text. Turns .running[data-editor] into an editor; the textarea stays the field and holds HTML from then on.
// Tells the textarea's form: "text:ready" when it stands, "input" when something is typed; hears "text:set" (detail: html).

import { tidy } from "./paste.js";
import { askForLink, figureMenu } from "./editor_ask.js";

const TOOLS = [
  { text: "F", label: "Fet", name: "bold", class: "b", run: (c) => c.toggleBold() },
  { text: "K", label: "Kursiv", name: "italic", class: "i", run: (c) => c.toggleItalic() },
  { text: "Rubrik", name: "heading", attrs: { level: 3 }, run: (c) => c.toggleHeading({ level: 3 }) },
  { text: "Underrubrik", name: "heading", attrs: { level: 4 }, run: (c) => c.toggleHeading({ level: 4 }) },
  { text: "Lista", name: "bulletList", run: (c) => c.toggleBulletList() },
  { text: "Numrerad", name: "orderedList", run: (c) => c.toggleOrderedList() },
  { text: "Tabell", name: "table", run: (c) => c.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), off: (e) => e.isActive("table") },
  { text: "Länk", name: "link", ask: askForLink },
];
const TABLE_TOOLS = [
  { text: "Rad under", run: (c) => c.addRowAfter() },
  { text: "Kolumn efter", run: (c) => c.addColumnAfter() },
  { text: "Ta bort rad", run: (c) => c.deleteRow() },
  { text: "Ta bort kolumn", run: (c) => c.deleteColumn() },
  { text: "Ta bort tabellen", run: (c) => c.deleteTable() },
];

function extensions(t) {
  const Figure = t.Node.create({
    name: "figureField", group: "inline", inline: true, atom: true, selectable: true,
    addAttributes: () => ({ value: { default: "" }, label: { default: "", rendered: false } }),
    parseHTML: () => [{ tag: "data[value]", getAttrs: (el) => ({ value: el.getAttribute("value"), label: el.textContent }) }],
    renderHTML: ({ node }) => ["data", { value: node.attrs.value }], // the value is not stored, only which figure it is
    addNodeView: () => ({ node }) => {
      const dom = document.createElement("data");
      dom.value = node.attrs.value;
      dom.className = "fig";
      dom.textContent = node.attrs.label || `{${node.attrs.value}}`;
      return { dom };
    },
    renderText: ({ node }) => node.attrs.label || `{${node.attrs.value}}`,
  });
  return [
    t.Document, t.Paragraph, t.Text, t.HardBreak, t.Bold, t.Italic, t.History, t.Dropcursor, t.Gapcursor,
    t.Heading.configure({ levels: [3, 4] }), t.BulletList, t.OrderedList, t.ListItem, t.Blockquote,
    t.Table.configure({ resizable: false }), t.TableRow, t.TableHeader, t.TableCell,
    t.Link.configure({ openOnClick: false, autolink: true, protocols: ["http", "https", "mailto"] }), Figure,
  ];
}

function button(tool, act) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = tool.text;
  if (tool.class) element.className = tool.class;
  if (tool.label) element.setAttribute("aria-label", tool.label);
  element.addEventListener("mousedown", (event) => event.preventDefault()); // the caret stays where it was
  element.addEventListener("click", act);
  return element;
}

function toolbar(editor, box, frame) {
  const bar = document.createElement("div");
  bar.className = "ed-bar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Text");
  const made = TOOLS.map((tool) => {
    const act = tool.ask ? () => tool.ask(editor, frame) : () => tool.run(editor.chain().focus()).run();
    return [tool, bar.appendChild(button(tool, act))];
  });
  const table = document.createElement("span");
  table.className = "ed-table";
  for (const tool of TABLE_TOOLS) table.append(button(tool, () => tool.run(editor.chain().focus()).run()));
  bar.append(table);
  if (box.dataset.figures) {
    const insert = { text: "Infoga uppgift", class: "fig-btn" };
    bar.append(button(insert, () => figureMenu(editor, frame, box.dataset.figures)));
  }
  const show = () => {
    for (const [tool, element] of made) {
      element.setAttribute("aria-pressed", String(editor.isActive(tool.name, tool.attrs || {})));
      element.disabled = Boolean(tool.off?.(editor));
    }
    table.hidden = !editor.isActive("table");
  };
  editor.on("transaction", show);
  show();
  rove(bar);
  return bar;
}

// One stop for Tab, arrows inside: the pattern that screen readers expect of a toolbar.
function rove(bar) {
  const all = () => [...bar.querySelectorAll("button")].filter((b) => !b.disabled && !b.closest("[hidden]"));
  for (const [i, b] of [...bar.querySelectorAll("button")].entries()) b.tabIndex = i ? -1 : 0;
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const list = all();
    const next = list[(list.indexOf(document.activeElement) + step + list.length) % list.length];
    for (const b of bar.querySelectorAll("button")) b.tabIndex = b === next ? 0 : -1;
    next.focus();
    event.preventDefault();
  });
}

// Says under the toolbar what was not pasted, until the next paste.
function note(frame, left) {
  frame.querySelector(".ed-note")?.remove();
  if (!left.length) return;
  const said = document.createElement("p");
  said.className = "ed-note hint";
  said.setAttribute("role", "status");
  said.textContent = `Borttagen, dold eller överstruken text följde inte med: ”${left.join("”, ”")}”.`;
  frame.insertBefore(said, frame.lastElementChild);
}

async function start(box) {
  if (box.dataset.started) return;
  box.dataset.started = "1";
  const area = box.querySelector("textarea");
  const format = box.querySelector("input[type=hidden]");
  let typed = document.activeElement === area && area.value !== area.defaultValue;
  area.addEventListener("input", () => { typed = true; }, { once: true });
  const t = await import(new URL(box.dataset.editor, location.href));
  if (typed) return tell(box, area, false); // begun while the editor was on its way: nothing moves under the hands
  const label = document.querySelector(`label[for="${area.id}"]`);
  const frame = document.createElement("div");
  const editor = new t.Editor({
    extensions: extensions(t),
    content: format.value === "html" ? area.value : box.querySelector("template").innerHTML,
    injectCSS: false, // its style sheet is in editor.css, so that style-src needs no exception
    editorProps: {
      attributes: {
        class: "ed-text", role: "textbox", "aria-multiline": "true", lang: "sv", spellcheck: "true",
        "aria-label": area.getAttribute("aria-label") || label?.firstChild.textContent.trim() || "Text",
        ...(area.getAttribute("aria-describedby") ? { "aria-describedby": area.getAttribute("aria-describedby") } : {}),
      },
      transformPastedHTML: (html) => { note(frame, []); return tidy(html, (left) => note(frame, left)); },
    },
  });
  const fill = () => { area.value = editor.isEmpty ? "" : editor.getHTML(); format.value = "html"; };
  fill();
  frame.className = "ed";
  frame.append(toolbar(editor, box, frame), editor.view.dom);
  box.prepend(frame);
  box.classList.add("has-editor");
  label?.addEventListener("click", (event) => { event.preventDefault(); editor.commands.focus(); });
  area.addEventListener("focus", () => editor.commands.focus()); // a link in the error summary leads to the field
  area.addEventListener("text:set", (event) => { editor.commands.setContent(event.detail); fill(); });
  editor.on("update", () => { fill(); area.dispatchEvent(new Event("input", { bubbles: true })); });
  editor.on("blur", () => area.dispatchEvent(new Event("change", { bubbles: true })));
  if (area.autofocus) editor.commands.focus("end");
  box.editor = editor;
  tell(box, area, true);
}

// The form may compare what it holds with what the server sent. Without an editor the words are the writer's own.
function tell(box, area, adopted) {
  box.dataset.ready = "1";
  area.dispatchEvent(new CustomEvent("text:ready", { bubbles: true, detail: { adopted } }));
}

function scan(root) {
  for (const box of root.querySelectorAll(".running[data-editor]")) start(box);
}

scan(document);
document.addEventListener("part:shown", (event) => scan(event.detail.parentElement || document));
