// Work under way: its part of the page asks the server again each second, until it is told of no more to ask for.

const PAUSE = 1000;
const MOST = 30000; // a server that does not answer is asked more and more seldom

function follow(part, pause = PAUSE) {
  setTimeout(async () => {
    if (!part.isConnected) return;
    const answer = await fetch(part.dataset.progress, { headers: { "X-Part": "progress" } }).catch(() => null);
    const login = document.body.dataset.login;
    if (answer?.status === 401 && login) location.href = `${login}?next=${encodeURIComponent(location.pathname)}`;
    else if (answer?.ok) show(part, await answer.text());
    else if (!answer || answer.status >= 500) follow(part, Math.min(pause * 2, MOST));
  }, pause);
}

function show(part, html) {
  const shown = document.createElement("template");
  shown.innerHTML = html;
  const next = shown.content.firstElementChild;
  part.replaceWith(next);
  document.dispatchEvent(new CustomEvent("part:shown", { detail: next }));
  if (next.dataset.progress) follow(next);
}

for (const part of document.querySelectorAll("[data-progress]")) follow(part);
