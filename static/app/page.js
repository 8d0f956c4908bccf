// Small things on every page: focus on what must be read first, a form that is sent once, errors that lead to their fields.

const first = document.querySelector("[data-focus]");
if (first) first.focus();

// The form was sent: a second click on the same button is not a second act.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 4000); // a file may have been fetched, and the page still stands
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Links in an error summary lead to a fieldset as well as to a field.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".errs a[href^='#']");
  if (!link) return;
  const target = document.getElementById(link.hash.slice(1));
  const control = target?.matches("input, select, textarea") ? target : target?.querySelector("input, select, textarea, [contenteditable]");
  const field = control?.closest(".has-editor")?.querySelector(".ed-text") || control;
  if (field) { event.preventDefault(); field.focus(); field.scrollIntoView({ block: "center" }); }
});
