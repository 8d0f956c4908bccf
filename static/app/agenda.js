// The order of an agenda: drag, or Alt and an arrow; the buttons "Flytta upp" and "Flytta ned" work as form posts without this.
//
//   <ol data-order="URL"> <li data-id="12" tabindex="-1"> … <button data-move="up"> <button data-move="down">
//
// POST URL: item=12&item=9&… (the whole list in order). 200 {"saved_at": "10:42"}; 400 {"message": "…"}.

const token = () => document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1] || document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";

const live = document.createElement("p");
live.className = "ds-sr-only";
live.setAttribute("role", "status");
document.body.append(live);

function say(list, item) {
  const all = [...list.querySelectorAll(":scope > [data-id]")];
  const name = item.dataset.name || item.querySelector("a, .t")?.textContent.trim() || "Ärendet";
  live.textContent = `${name} är nu nummer ${all.indexOf(item) + 1} av ${all.length}.`;
}

let queue = Promise.resolve();

function send(list) {
  const body = new URLSearchParams([...list.querySelectorAll(":scope > [data-id]")].map((item) => ["item", item.dataset.id]));
  const mark = document.querySelector(".saved");
  if (mark) { mark.dataset.state = "saving"; mark.textContent = "Sparar"; }
  queue = queue.then(async () => {
    const answer = await fetch(list.dataset.order, {
      method: "POST", body, credentials: "same-origin",
      headers: { "X-CSRFToken": token(), "X-Requested-With": "autosave", Accept: "application/json" },
    }).catch(() => null);
    const data = await answer?.json().catch(() => null);
    if (!answer?.ok || answer.redirected || !data) {
      const why = data?.message || data?.error || "Ingen kontakt. Ladda om sidan och försök igen.";
      if (mark) { mark.dataset.state = "lost"; mark.textContent = `Ordningen sparades inte. ${why}`; }
      return;
    }
    if (mark) { mark.dataset.state = "saved"; mark.textContent = data.saved_at ? `Sparat ${data.saved_at}` : "Sparat"; }
  });
}

function move(item, step) {
  const list = item.parentElement;
  const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
  if (!other?.dataset.id) return false;
  if (step < 0) other.before(item); else other.after(item);
  say(list, item);
  send(list);
  return true;
}

function start(list) {
  if (list.dataset.started) return;
  list.dataset.started = "1";
  let dragged = null;
  for (const item of list.querySelectorAll(":scope > [data-id]")) item.draggable = true;
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    event.preventDefault();
    move(button.closest("[data-id]"), button.dataset.move === "up" ? -1 : 1);
    button.focus();
  });
  list.addEventListener("keydown", (event) => {
    const step = event.altKey && { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const item = event.target.closest("[data-id]");
    if (!step || !item) return;
    event.preventDefault();
    event.stopPropagation();
    const focused = document.activeElement;
    move(item, step);
    focused.focus();
  });
  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-id]");
    if (!dragged) return;
    dragged.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.id);
  });
  list.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    const over = event.target.closest("[data-id]");
    if (!over || over === dragged || over.parentElement !== list) return;
    const { top, height } = over.getBoundingClientRect();
    if (event.clientY < top + height / 2) over.before(dragged); else over.after(dragged);
  });
  list.addEventListener("dragend", () => {
    if (!dragged) return;
    dragged.classList.remove("dragged");
    say(list, dragged);
    send(list);
    dragged = null;
  });
}

function scan(root) {
  for (const list of root.querySelectorAll("[data-order]")) start(list);
}

scan(document);
document.addEventListener("part:shown", (event) => scan(event.detail.parentElement || document));
