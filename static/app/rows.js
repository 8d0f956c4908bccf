// The order of a layout's rows: drag, or Alt and an arrow in a row; the arrows and "Flytta" do the same as forms without this.
//
//   <table data-rows> <tr data-row="key"> … <form> with up/down buttons … <a data-to href="where the row is moved">

function send(row, name, value) {
  const form = row.querySelector("form").cloneNode(false);
  form.action = row.querySelector("[data-to]").href;
  const token = row.querySelector("[name=csrfmiddlewaretoken]").cloneNode();
  const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
  form.append(token, field);
  for (const kept of row.querySelectorAll("form:first-of-type input[name=once]")) form.append(kept.cloneNode());
  document.body.append(form);
  form.submit();
}

function start(table) {
  let dragged = null;
  let before = null;
  for (const row of table.querySelectorAll("[data-row]")) row.draggable = true;
  table.addEventListener("keydown", (event) => {
    const up = event.altKey && { ArrowUp: "1", ArrowDown: "0" }[event.key];
    const row = event.target.closest("[data-row]");
    if (!up || !row) return;
    event.preventDefault();
    send(row, "up", up);
  });
  table.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-row]");
    if (!dragged) return;
    before = dragged.previousElementSibling;
    dragged.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.row);
  });
  table.addEventListener("dragover", (event) => {
    const over = dragged && event.target.closest("[data-row]");
    if (!over || !table.contains(over)) return;
    event.preventDefault();
    if (over === dragged) return;
    const { top, height } = over.getBoundingClientRect();
    if (event.clientY < top + height / 2) over.before(dragged); else over.after(dragged);
  });
  table.addEventListener("dragend", () => {
    if (!dragged) return;
    const row = dragged;
    dragged = null;
    row.classList.remove("dragged");
    if (row.previousElementSibling !== before) send(row, "after", row.previousElementSibling?.dataset.row ?? "");
  });
}

for (const table of document.querySelectorAll("[data-rows]")) start(table);
// A row that was moved has its place in the address: what is typed next goes to it.
if (location.hash.startsWith("#rad-")) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.focus();
