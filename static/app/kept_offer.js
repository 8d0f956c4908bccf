// Text that never reached the server is offered again, above the form it belongs to; nothing is put in or thrown away unasked.

function plain(html) {
  const box = document.createElement("template");
  box.innerHTML = html;
  for (const block of box.content.querySelectorAll("p, li, h3, h4, tr")) block.append("\n");
  return box.content.textContent.trim();
}

// Only what differs from the page: the rest is there to see.
function words(entry, current) {
  const named = new Map(entry.fields);
  const texts = entry.fields.filter(([name, value]) => value && current.get(name) !== value && !/^was-|_format$/.test(name) && !/-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$/.test(name));
  const shown = texts.map(([name, value]) => (named.get(`${name}_format`) === "html" ? plain(value) : value)).filter((text) => text.length > 3);
  return shown.join("\n").slice(0, 1500);
}

function act(label, run, box, variant) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "ds-button";
  if (variant) element.dataset.variant = variant;
  element.textContent = label;
  element.addEventListener("click", () => { box.remove(); run(); });
  return element;
}

export function offer(form, entry, { take, discard, isOld, current }) {
  const box = document.createElement("div");
  box.className = "note-bar kept";
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", "Text som inte hann sparas");
  const head = document.createElement("p");
  const when = new Date(entry.at).toLocaleString("sv-SE", { dateStyle: "long", timeStyle: "short" });
  const strong = document.createElement("strong");
  strong.textContent = "Det finns text som inte hann sparas. ";
  head.append(strong, `Den skrevs här ${when}.${isOld ? " Texten har ändrats sedan dess. Hämtar du tillbaka den visas båda, och du väljer." : ""}`);
  const quote = document.createElement("blockquote");
  quote.textContent = words(entry, current);
  const acts = document.createElement("p");
  acts.className = "acts";
  acts.append(act("Hämta tillbaka texten", take, box), act("Släng den", discard, box, "secondary"));
  box.append(head, quote, acts);
  (document.getElementById(form.dataset.offer) || form).prepend(box);
}
