// A slider beside each amount of a form marked data-slide: moving it writes the amount, and letting go asks the address that
// stands there for new figures, which take the place of the part named by data-part.
// Without scripts the amount is typed and the form's button asks.

const STEP = 10000;
const read = (text) => Number(text.replace(/[^\d,.-]/g, "").replace(",", ".")) || 0;
const OF_THE_FORM = ["csrfmiddlewaretoken", "base_version", "once_key"];
const written = (amount) => amount.toLocaleString("sv-SE").replace(/\s/g, "\u00a0");

function slide(form) {
  if (form.dataset.slid) return;
  form.dataset.slid = "1";
  const ask = () => recount(form);
  for (const field of form.querySelectorAll("input[data-most]")) {
    const range = document.createElement("input");
    range.type = "range";
    range.min = 0;
    range.step = STEP;
    range.max = Math.max(Math.ceil(Math.max(Number(field.dataset.most), read(field.value)) / STEP), 10) * STEP;
    range.value = read(field.value);
    range.id = `${field.id}-slide`;
    range.setAttribute("aria-label", `${field.name.replace("belopp-", "")}, kronor`);
    range.setAttribute("aria-valuetext", field.value);
    range.addEventListener("input", () => {
      field.value = written(Number(range.value));
      range.setAttribute("aria-valuetext", field.value);
    });
    range.addEventListener("change", ask);
    field.addEventListener("change", () => { range.value = read(field.value); ask(); });
    field.before(range);
  }
  for (const choice of form.querySelectorAll("select")) choice.addEventListener("change", ask);
}

async function recount(form) {
  const query = new URLSearchParams(new FormData(form));
  for (const name of OF_THE_FORM) query.delete(name);
  const answer = await fetch(`${form.dataset.slide}?${query}`).catch(() => null);
  if (!answer?.ok || !form.isConnected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const part = page.getElementById(form.dataset.part);
  if (!part) return;
  const held = document.activeElement?.id;
  document.getElementById(form.dataset.part).replaceWith(part);
  document.dispatchEvent(new CustomEvent("part:shown", { detail: part }));
  if (held) document.getElementById(held)?.focus({ preventScroll: true });
}

function scan(root) {
  for (const form of root.querySelectorAll("form[data-slide]")) slide(form);
}

scan(document);
document.addEventListener("part:shown", (event) => scan(event.detail.parentElement || document));
