// Writing a column of amounts: Enter and the arrows go up and down, sums follow what is typed, a copied column fills downwards.

const MINUS = /[-\u2212\u2010-\u2014]/;
const SPACES = /[\s\u00a0\u202f]/g;
const UNIT = /(?:kronor|kr\.?|sek)$/i;

// As the server reads an amount; null is not known, NaN is not to be read.
function read(text) {
  let body = text.replace(SPACES, "").replace(UNIT, "");
  if (!body || /^[-\u2212\u2013]$/.test(body)) return null;
  const negative = MINUS.test(body[0]) || MINUS.test(body.at(-1)) || /^\(.*\)$/.test(body);
  body = body.replace(/^[(+]|\)$/g, "").replace(new RegExp(`^${MINUS.source}|${MINUS.source}$`, "g"), "");
  if (/^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(body)) body = body.replaceAll(".", "");
  if (!/^\d*([.,]\d+)?$/.test(body) || !/\d/.test(body)) return NaN;
  return (negative ? -1 : 1) * Number(body.replace(",", "."));
}

function written(value) {
  const rounded = Math.round(value * 1000) / 1000;
  const decimals = Number.isInteger(rounded) ? 0 : Math.max(2, (String(rounded).split(".")[1] || "").length);
  const [whole, part] = Math.abs(rounded).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  return `${rounded < 0 ? "\u2212" : ""}${grouped}${part ? `,${part}` : ""}`;
}

// data-of names the cells that a sum adds, each with the sign that it is added by: "c3-bidrag:1 c3-arvoden:-1".
function addUp(table) {
  const form = table.closest("form");
  for (const cell of table.querySelectorAll("[data-of]")) {
    const parts = cell.dataset.of.split(" ").filter(Boolean).map((part) => {
      const at = part.lastIndexOf(":");
      const amount = read(form.elements[part.slice(0, at)]?.value ?? "");
      return amount === null ? null : amount * Number(part.slice(at + 1));
    }).filter((amount) => amount !== null);
    cell.textContent = !parts.length || parts.some(Number.isNaN) ? "\u2013" : written(parts.reduce((sum, part) => sum + part, 0));
  }
}

const held = (input) => input.form.elements[`was-${input.name}`]?.value ?? input.defaultValue;

function mark(table) {
  const inputs = [...table.querySelectorAll("input.num")];
  for (const input of inputs) input.classList.toggle("changed", input.value !== held(input));
  const count = inputs.filter((input) => input.classList.contains("changed")).length;
  const told = table.closest("form").querySelector("[data-changed]");
  if (told) told.textContent = count ? `${count} ${count === 1 ? "ändrat belopp" : "ändrade belopp"}, inte sparat` : "";
}

function column(input) {
  const place = input.closest("td").cellIndex;
  return [...input.closest("table").querySelectorAll("input.num")].filter((each) => each.closest("td").cellIndex === place);
}

function go(input, step) {
  const own = column(input);
  const next = own[own.indexOf(input) + step] || (step > 0 ? input.form.querySelector("button[type=submit]") : null);
  if (!next) return;
  next.focus();
  next.select?.();
}

function fill(input, text) {
  const lines = text.replace(/\r/g, "").split("\n").filter((line) => line.trim());
  const own = column(input);
  const start = own.indexOf(input);
  lines.forEach((line, place) => { if (own[start + place]) own[start + place].value = line.split("\t")[0].trim(); });
  (own[start + lines.length - 1] || own.at(-1)).focus();
}

for (const table of document.querySelectorAll("table.grid")) {
  table.addEventListener("input", () => { addUp(table); mark(table); });
  table.addEventListener("keydown", (event) => {
    if (!event.target.matches("input.num") || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    go(event.target, step);
  });
  table.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!event.target.matches("input.num") || !text.trim().includes("\n")) return;
    event.preventDefault();
    fill(event.target, text.trim());
    addUp(table);
    mark(table);
  });
  mark(table);
}
