// What the editor asks for below its bar: the address of a link, and which figure to insert.

function strip(frame, label, hint) {
  frame.querySelector(".ed-ask")?.remove();
  const box = document.createElement("div");
  box.className = "ed-ask";
  const text = document.createElement("label");
  const input = document.createElement("input");
  input.className = "ds-input";
  input.type = "text";
  input.placeholder = hint;
  text.append(label, " ", input);
  box.append(text);
  frame.querySelector(".ed-bar").after(box);
  input.focus();
  return { box, input };
}

function choice(box, words, act, variant = "secondary") {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "ds-button";
  element.dataset.variant = variant;
  element.textContent = words;
  element.addEventListener("click", act);
  box.append(element);
  return element;
}

export function askForLink(editor, frame) {
  const { box, input } = strip(frame, "Länkens adress", "https://");
  const done = () => { box.remove(); editor.commands.focus(); };
  const set = () => {
    const typed = input.value.trim();
    const href = /^[^@\s/]+@[^@\s/]+$/.test(typed) ? `mailto:${typed}` : /^[a-z]+:/i.test(typed) ? typed : `https://${typed}`;
    if (typed) editor.chain().focus().extendMarkRange("link").setLink({ href }).run();
    done();
  };
  input.value = editor.getAttributes("link").href || "";
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); set(); }
    if (event.key === "Escape") done();
  });
  choice(box, "Lägg in länken", set);
  if (input.value) choice(box, "Ta bort länken", () => { editor.chain().focus().extendMarkRange("link").unsetLink().run(); done(); });
  choice(box, "Avbryt", done, "tertiary");
}

// GET <figures>?q=… answers {"figures": [{"key": "economy.result", "label": "Årets resultat", "value": "367 609",
// "forms": [{"key": "economy.result:mkr", "value": "0,4 mkr"}]}]}.
export function figureMenu(editor, frame, url) {
  const { box, input } = strip(frame, "Sök uppgift", "resultat, soliditet, bidrag …");
  const list = document.createElement("ul");
  list.className = "ed-figs";
  box.append(list);
  const done = () => { box.remove(); editor.commands.focus(); };
  const insert = (figure) => {
    editor.chain().focus().insertContent({ type: "figureField", attrs: { value: figure.key, label: figure.value } }).run();
    box.remove();
  };
  let asked = 0;
  const look = async () => {
    const mine = ++asked;
    const answer = await fetch(`${url}?q=${encodeURIComponent(input.value)}`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (mine !== asked) return;
    const { figures } = answer?.ok ? await answer.json() : { figures: [] };
    list.replaceChildren(...figures.map((figure) => {
      const item = document.createElement("li");
      const pick = choice(item, "", () => insert(figure), "tertiary");
      const value = document.createElement("b");
      value.textContent = figure.value;
      pick.append(figure.label, value);
      if (figure.forms?.length) {
        const forms = document.createElement("span");
        forms.className = "ed-forms";
        for (const form of figure.forms) choice(forms, form.value, () => insert(form), "tertiary").setAttribute("aria-label", `${figure.label}: ${form.value}`);
        item.append(forms);
      }
      return item;
    }));
    if (!figures.length) list.textContent = answer?.ok ? "Ingen uppgift med det namnet." : "Ingen kontakt. Uppgifterna kan inte hämtas nu.";
  };
  input.addEventListener("input", look);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") done();
    if (event.key === "ArrowDown") { event.preventDefault(); list.querySelector("button")?.focus(); }
    if (event.key === "Enter") { event.preventDefault(); list.querySelector("button")?.click(); }
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = [...list.querySelectorAll("button")];
    if (step) { event.preventDefault(); (all[all.indexOf(document.activeElement) + step] || input).focus(); }
    if (event.key === "Escape") done();
  });
  look();
}
