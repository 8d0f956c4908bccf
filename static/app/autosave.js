// Saves a form while one types. "Sparat" means that the server has it; until then the text also lies in the browser.
// With an empty data-autosave it lies in the browser alone, until the form is sent: for what is not made yet.
//
//   <form data-autosave="URL" data-object="text-12" data-version="3" [data-saved="id of the mark"] [data-landed="save_key save_key"]
//         [data-offer="id of where kept text is offered; else first in the form"]>
//
// POST URL: the form's fields, base_version, save_key (same save sent twice is one change) and after (the key of a save
// whose answer has not come). 200 {"version": 4, "saved_at": "10:42", "fragments": {"id": "<html>"}};
// 409 {"conflict_url": "…", "kept": true when the server has the text}; 401, 403 or a redirect to the login page; 400 or 422 {"message": "…"}. A version is any text that changes.

import { drop, forget, keep, kept, putAside } from "./kept.js";
import { offer } from "./kept_offer.js";

const WAIT = 800;
const KEEPALIVE_BYTES = 60000;
const LOST = "Inte sparat, ingen kontakt. Texten ligger kvar här.";
const LOGGED_OUT = "Inte sparat, du är utloggad. Texten ligger kvar här.";

const token = (form) => document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1] || form.elements.csrfmiddlewaretoken?.value || "";

// While a button is pressed nothing moves: what the answer changes on the page waits until the finger is lifted.
let pressed = false;
const waiting = [];
const lifted = () => setTimeout(() => { pressed = false; for (const run of waiting.splice(0)) run(); }, 50);
document.addEventListener("pointerdown", () => { pressed = true; }, true);
for (const name of ["pointerup", "pointercancel", "dragend"]) document.addEventListener(name, lifted, true);

class Autosave {
  constructor(form) {
    this.form = form;
    this.user = document.body.dataset.user || "anonymous";
    this.object = form.dataset.object;
    this.version = form.dataset.version || "0";
    this.timer = 0;
    this.flight = null; // the promise of the save that is on its way
    this.pending = null; // a save without an answer: sent again as it was, so that it stays one change
    this.tries = 0;
    this.baseline = JSON.stringify(this.fields());
    this.savedAt = this.mark?.textContent.trim() || "";
    form.addEventListener("text:ready", (event) => { if (event.detail.adopted) this.adopt(event.target); });
    for (const place of [form, ...[...form.elements].filter((control) => !form.contains(control))]) {
      place.addEventListener("input", () => this.changed(WAIT));
      place.addEventListener("change", () => this.changed(WAIT));
      place.addEventListener("focusout", () => { if (this.dirty) this.changed(0); });
    }
    form.addEventListener("submit", (event) => this.submit(event));
    window.addEventListener("online", () => { if (this.dirty || this.pending) this.changed(0); });
    window.addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => { if (document.hidden && this.dirty) this.changed(0); });
  }

  get mark() {
    return document.getElementById(this.form.dataset.saved) || this.form.querySelector(".saved") || document.querySelector(".saved");
  }

  fields() {
    const skip = new Set(["csrfmiddlewaretoken", "once_key", "base_version", "save_key", "after"]);
    return [...new FormData(this.form)].filter(([name, value]) => !skip.has(name) && typeof value === "string");
  }

  // No server brings together what is kept in the browser alone: only what was changed may come back over the page.
  get before() { return this.form.dataset.autosave ? {} : { before: JSON.parse(this.baseline) }; }

  get dirty() { return JSON.stringify(this.fields()) !== this.baseline; }

  // An editor writes its text in a way of its own: that alone is no change. What was typed in other fields meanwhile is.
  adopt(area) {
    const own = new Set([area.name, `${area.name}_format`]);
    const now = new Map(this.fields());
    const before = JSON.parse(this.baseline);
    this.baseline = JSON.stringify(before.map(([name, value]) => [name, own.has(name) ? now.get(name) : value]));
  }

  say(state, words) {
    const mark = this.mark;
    if (!mark || (mark.dataset.state === state && mark.textContent === words)) return;
    mark.dataset.state = state;
    mark.textContent = words;
  }

  changed(wait) {
    if (!this.dirty && !this.pending) return this.same();
    if (this.submitting && !this.form.dataset.autosave) return; // what was sent lies there under its key
    if (this.dirty) keep(this.user, this.object, this.version, this.fields(), this.before);
    if (!this.form.dataset.autosave) return; // kept, and said to be saved by no one
    if (this.tries === 0) this.say("saving", "Sparar"); // at once: "Sparat" must not stand beside what is not
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  // Typed and taken back before it was sent: the server has what stands here.
  same() {
    clearTimeout(this.timer);
    if (this.flight || this.mark?.dataset.state !== "saving") return;
    drop(this.user, this.object, this.version);
    this.say(this.savedAt ? "saved" : "idle", this.savedAt || "");
  }

  // One save at a time; what is typed meanwhile goes with the next.
  save() {
    clearTimeout(this.timer);
    if (this.flight) return this.flight;
    if (!this.pending) {
      if (!this.dirty) return Promise.resolve();
      this.pending = this.parcel();
      keep(this.user, this.object, this.version, this.pending.fields, { save: this.pending.key });
    }
    this.flight = this.send(this.pending).finally(() => { this.flight = null; this.again(); });
    return this.flight;
  }

  parcel() {
    return { fields: this.fields(), version: this.version, key: crypto.randomUUID(), after: "" };
  }

  body({ fields, version, key, after }) {
    const body = new URLSearchParams(fields);
    body.set("base_version", version);
    body.set("save_key", key);
    if (after) body.set("after", after);
    return body;
  }

  post(parcel) {
    const body = this.body(parcel);
    return fetch(this.form.dataset.autosave, {
      method: "POST",
      body,
      credentials: "same-origin",
      keepalive: body.toString().length < KEEPALIVE_BYTES,
      headers: { "X-CSRFToken": token(this.form), "X-Requested-With": "autosave", Accept: "application/json" },
    });
  }

  async send(parcel) {
    let answer;
    try {
      answer = await this.post(parcel);
    } catch {
      return this.lost(LOST);
    }
    const data = await answer.json().catch(() => null);
    if (answer.status === 401 || answer.status === 403 || answer.redirected) return this.lost(LOGGED_OUT);
    if (answer.status === 409 && data?.conflict_url) return this.conflict(data, parcel);
    if (answer.status === 400 || answer.status === 422) return this.refused(parcel, data);
    if (!answer.ok || data?.version === undefined) return this.lost(LOST); // only the server's own word means saved
    this.taken(parcel, data);
  }

  taken(parcel, data) {
    this.pending = null;
    this.tries = 0;
    drop(this.user, this.object, parcel.version);
    this.baseline = JSON.stringify(parcel.fields);
    this.version = String(data.version);
    this.form.dataset.version = this.version;
    if (this.form.elements.base_version) this.form.elements.base_version.value = this.version;
    if (this.dirty) keep(this.user, this.object, this.version, this.fields());
    this.savedAt = `Sparat ${data.saved_at}`;
    if (!this.dirty) this.say("saved", this.savedAt);
    for (const [id, html] of Object.entries(data.fragments || {})) this.show(id, html);
    this.form.dispatchEvent(new CustomEvent("autosave:saved", { bubbles: true, detail: data }));
  }

  show(id, html) {
    if (pressed) return void waiting.push(() => this.show(id, html));
    const old = document.getElementById(id);
    if (!old || old.contains(document.activeElement)) return; // nothing changes under the hands of the one who writes
    old.outerHTML = html;
    document.dispatchEvent(new CustomEvent("part:shown", { detail: document.getElementById(id) }));
  }

  lost(words) {
    this.tries += 1;
    this.say("lost", words);
  }

  refused(parcel, data) {
    this.pending = null;
    this.baseline = JSON.stringify(parcel.fields); // the same again would be refused again; the text stays kept
    this.say("lost", `Inte sparat. ${data?.message || data?.error || "Något i formuläret behöver rättas."}`);
  }

  conflict(data, parcel) {
    this.leaving = true;
    this.pending = null;
    if (data.kept) {
      this.baseline = JSON.stringify(parcel.fields);
      if (!this.dirty) drop(this.user, this.object, parcel.version);
    }
    location.assign(data.conflict_url);
  }

  again() {
    if (this.leaving) return;
    if (this.pending) this.timer = setTimeout(() => this.save(), Math.min(60000, 1000 * 2 ** this.tries));
    else if (this.dirty) this.changed(WAIT);
  }

  // The page goes away: send what there is without waiting for an answer. It stays kept until the next load has compared.
  leave() {
    if (this.leaving || this.submitting || !this.dirty || !this.form.dataset.autosave) return;
    const parcel = { ...this.parcel(), after: this.pending?.key || "" };
    keep(this.user, this.object, this.version, parcel.fields, { save: parcel.key });
    this.post(parcel).catch(() => {});
  }

  // A button was pressed: the save on its way lands first, then the form goes with the whole text and the right version.
  submit(event) {
    clearTimeout(this.timer);
    const key = crypto.randomUUID();
    if (this.dirty) keep(this.user, this.object, this.version, this.fields(), { ...this.before, submitted: true, save: key });
    if (this.flight && !this.waited) {
      event.preventDefault();
      event.stopPropagation();
      this.waited = true;
      const go = () => { this.form.requestSubmit(event.submitter); };
      Promise.race([this.flight, new Promise((done) => setTimeout(done, 3000))]).then(go);
      return;
    }
    this.submitting = true;
    this.hidden("base_version", this.version);
    this.hidden("save_key", key);
    this.hidden("after", this.pending?.key || "");
    setTimeout(() => { this.submitting = this.waited = false; }, 4000);
  }

  hidden(name, value) {
    let field = this.form.elements[name];
    if (!field) {
      field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      this.form.append(field);
    }
    field.value = value;
  }

  restore(entry) {
    this.form.dispatchEvent(new CustomEvent("autosave:restore", { detail: entry })); // rows that the page lacks are made
    this.version = String(entry.version); // an older base: the server then shows both texts
    const of = (fields, name) => (fields || []).filter(([own]) => own === name).map(([, value]) => value);
    for (const control of this.form.elements) {
      if (!control.name || control.name === "csrfmiddlewaretoken" || control.name === "once_key") continue;
      const values = of(entry.fields, control.name);
      if (entry.before && String(of(entry.before, control.name)) === String(values)) continue;
      const folded = control.closest("details");
      if (folded && control.type !== "hidden") folded.open = true;
      if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
      else if (control.multiple && control.options) for (const option of control.options) option.selected = values.includes(option.value);
      else if (values.length && control.type !== "file") control.value = values[0];
      if (control.closest(".has-editor") && control.type === "textarea") control.dispatchEvent(new CustomEvent("text:set", { detail: values[0] || "" }));
    }
    this.changed(0);
  }

  look() {
    const entries = kept(this.user, this.object);
    const [newest] = entries;
    const landed = new Set((this.form.dataset.landed || "").split(" ").filter(Boolean));
    const here = said(this.fields());
    const stale = (entry) => landed.has(entry.save) || [...said(entry.fields)].every((value) => here.has(value)) || JSON.stringify(entry.fields) === this.baseline || (entry.submitted && String(entry.version) !== this.version && entry !== newest);
    for (const entry of entries) if (stale(entry)) forget(entry.key);
    if (!newest || stale(newest)) return;
    putAside(this.user, this.object, newest);
    offer(this.form, newest, {
      take: () => { forget(newest.key); this.restore(newest); },
      discard: () => { for (const entry of entries) forget(entry.key); },
      current: new Map(this.fields()),
      isOld: String(newest.version) !== this.version,
    });
  }
}

// What a person could miss: the words of every field, whatever their mark-up, and not the form's own bookkeeping.
function said(fields) {
  const own = /-key$|^marks$|^was-|_FORMS$|_format$/;
  return new Set(fields.filter(([name, value]) => value && !own.test(name)).map(([name, value]) => {
    const words = value.replace(/<[^>]+>/g, " ").replace(/&nbsp;/g, " ").replace(/\s+/g, " ").trim();
    return /^(on|yes|no|abstain|\d{1,9})$/.test(words) ? `${name}=${words}` : words;
  }));
}

// Editors load after the page; what they hold is compared when all in the form stand.
function ready(form) {
  const waiting = () => [...form.querySelectorAll(".running[data-editor]")].some((box) => !box.dataset.ready);
  if (!waiting()) return Promise.resolve();
  return new Promise((done) => form.addEventListener("text:ready", () => { if (!waiting()) done(); }));
}

function scan(root) {
  for (const form of root.querySelectorAll("form[data-autosave]")) {
    if (form.autosave) continue;
    form.autosave = new Autosave(form);
    ready(form).then(() => form.autosave.look());
  }
}

scan(document);
document.addEventListener("part:shown", (event) => scan(event.detail.parentElement || document));
