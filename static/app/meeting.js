// The page written during a meeting: Alt+↓ and Alt+↑ between ärenden, Alt+B to the next att-sats, rows that grow.
//
//   [data-next], [data-prev]   the link or button that leads to the next or previous ärende
//   [data-rows="prefix"]       a formset; its rows are .bes-row, the last one empty (.new)
//   <template data-row="prefix">  an empty row with __prefix__ where the number goes and __key__ where its own name goes

function addRow(rows) {
  const prefix = rows.dataset.rows;
  const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);
  const template = document.querySelector(`template[data-row="${prefix}"]`);
  if (!total || !template) return null;
  const box = document.createElement("template");
  box.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value).replaceAll("__key__", crypto.randomUUID().replaceAll("-", "")).replaceAll("__point__", rows.dataset.point || "");
  total.value = Number(total.value) + 1;
  for (const row of rows.querySelectorAll(".bes-row.new")) row.classList.remove("new");
  rows.append(box.content);
  return rows.lastElementChild;
}

function isEmpty(row) {
  return [...row.querySelectorAll("textarea, input:not([type=hidden])")].every((field) => !field.value.trim() || field.type === "checkbox");
}

// What is taken back from the browser may have more rows than the page.
document.addEventListener("autosave:restore", (event) => {
  const rows = document.querySelector("[data-rows]:not([data-point])");
  const total = rows && event.detail.fields.find(([name]) => name === `${rows.dataset.rows}-TOTAL_FORMS`)?.[1];
  while (total && document.querySelectorAll("[data-rows] .bes-row").length < Number(total)) if (!addRow(rows)) break;
}, true);

// The last row is always empty and ready.
document.addEventListener("input", (event) => {
  const rows = event.target.closest("[data-rows]");
  const row = event.target.closest(".bes-row");
  if (!rows || !row) return;
  const all = [...rows.querySelectorAll(".bes-row")];
  if (row === all.at(-1) && !isEmpty(row)) addRow(rows);
});

function lastRow() {
  const rows = document.activeElement?.closest("[data-rows]") || document.querySelector("[data-rows]:not([data-point])");
  if (!rows) return null;
  const last = [...rows.querySelectorAll(".bes-row")].at(-1);
  return last && isEmpty(last) ? last : addRow(rows);
}

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  const step = { ArrowDown: "[data-next]", ArrowUp: "[data-prev]" }[event.key];
  if (step) {
    const target = document.querySelector(step);
    if (!target) return;
    event.preventDefault();
    target.click();
  }
  if (event.code === "KeyB") {
    const field = lastRow()?.querySelector("textarea, input:not([type=hidden])");
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.scrollIntoView({ block: "center" });
  }
});

// Alt+F opens the phrases, and the arrows walk through them.
document.addEventListener("keydown", (event) => {
  const box = document.querySelector("[data-phrases]");
  if (!box) return;
  if (event.altKey && event.code === "KeyF") {
    event.preventDefault();
    box.open = true;
    box.querySelector("[data-phrase]")?.focus();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && !event.altKey && event.target.matches("[data-phrase]")) {
    event.preventDefault();
    const all = [...box.querySelectorAll("[data-phrase]")];
    all[(all.indexOf(event.target) + step + all.length) % all.length].focus();
  }
});

// A phrase of the house is put into the row that is written, or into the empty one.
document.addEventListener("click", (event) => {
  const phrase = event.target.closest("[data-phrase]");
  const field = phrase && lastRow()?.querySelector("textarea");
  if (!field) return;
  event.preventDefault();
  field.value = phrase.dataset.phrase;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
  const gap = field.value.indexOf("  "); // where the phrase leaves room for an amount
  const at = gap < 0 ? field.value.length : gap + 1;
  field.setSelectionRange(at, at);
});

// Money is asked for where the att-sats speaks of it.
document.addEventListener("input", (event) => {
  const row = event.target.closest(".bes-row");
  const money = row?.querySelector(".bes-kr");
  if (money && !money.open && event.target.matches("textarea") && /\bkr\b|kronor|\btkr\b/i.test(event.target.value)) money.open = true;
});

// Whoever logged in again in another tab has a new token there, and this page must follow.
document.addEventListener("submit", (event) => {
  const fresh = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1];
  const field = event.target.elements?.csrfmiddlewaretoken;
  if (fresh && field) field.value = fresh;
}, true);

// Enter in a one-line field goes on to the next field instead of sending the page.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || !event.target.matches("form[data-autosave] input.cell, textarea.par-title, .bes-row textarea")) return;
  event.preventDefault();
  const fields = [...event.target.form.querySelectorAll("textarea, input:not([type=hidden]), select")].filter((field) => field.offsetParent);
  fields[fields.indexOf(event.target) + 1]?.focus();
});

// Browsers without field-sizing: rows that grow with their text.
if (!CSS.supports("field-sizing", "content")) {
  const grow = (field) => { field.rows = 1; field.rows = Math.max(1, Math.round(field.scrollHeight / parseFloat(getComputedStyle(field).lineHeight))); };
  for (const field of document.querySelectorAll("textarea.cell, textarea.par-title")) grow(field);
  document.addEventListener("input", (event) => { if (event.target.matches("textarea.cell, textarea.par-title")) grow(event.target); });
}

// Who writes when someone came or left means that she did; who takes the tick away takes the time with it.
document.addEventListener("input", (event) => {
  const pair = event.target.closest(".moves .at");
  if (!pair) return;
  const tick = pair.querySelector("input[type=checkbox]");
  const time = pair.querySelector(".cell");
  if (event.target === time && time.value.trim()) tick.checked = true;
  if (event.target === tick && !tick.checked) time.value = "";
}, true); // before the form looks at what to save
