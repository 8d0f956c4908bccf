// Writing a report: Alt + up and Alt + down go between sections; the frame grows to its sheet.

document.addEventListener("keydown", (event) => {
  const where = { ArrowDown: "[data-next]", ArrowUp: "[data-prev]" }[event.key];
  const link = event.altKey && where && document.querySelector(where);
  if (!link) return;
  event.preventDefault();
  link.click();
});

if (location.hash === "#flytta") document.getElementById("flytta").open = true;

function fit(frame) {
  const page = frame.contentDocument?.documentElement;
  if (page) frame.height = Math.max(640, page.scrollHeight + 8);
}

function watch(root) {
  for (const frame of root.querySelectorAll(".sheet-frame")) {
    frame.addEventListener("load", () => fit(frame));
    if (frame.contentDocument?.readyState === "complete") fit(frame);
  }
}

watch(document);
// A saving brings a fresh frame.
document.addEventListener("autosave:saved", () => watch(document));
