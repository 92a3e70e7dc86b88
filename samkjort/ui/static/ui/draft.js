// <form data-draft="key">: what is typed is kept on this device until it is saved, and put back when the page comes again.
import { say, text } from "./texts.js";

const PREFIX = "samkjort:draft:";
const KEEP_MS = 14 * 24 * 3600 * 1000;
const read = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
const write = (key, draft) => { try { localStorage.setItem(key, JSON.stringify(draft)); } catch { /* no room: the form works as before */ } };
const drop = (key) => { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } };
const keys = () => { try { return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)); } catch { return []; } };
const isChoice = (field) => field.type === "radio" || field.type === "checkbox";
const fields = (form) => [...form.elements].filter((field) => field.name && !["hidden", "password", "file", "submit", "button", "fieldset"].includes(field.type));
const place = (field) => (isChoice(field) ? `${field.name}=${field.value}` : field.name);
const values = (form) => Object.fromEntries(fields(form).map((field) => [place(field), isChoice(field) ? field.checked : field.value]));

// Only a page that says so means that it is saved: what was sent may have ended at the sign-in or an error.
const saved = document.querySelector(".note.ok") && !document.querySelector(".ds-error-summary");
const isOver = (draft) => !draft || (draft.sent && saved) || Date.now() - draft.at > KEEP_MS;

const restore = (form, key) => {
  const draft = read(key);
  if (!draft) return;
  const now = values(form);
  const differs = Object.keys(now).some((name) => name in draft.values && draft.values[name] !== now[name]);
  if (!differs || isOver(draft)) return drop(key);
  for (const field of fields(form)) {
    const value = draft.values[place(field)];
    if (value === undefined) continue;
    if (isChoice(field)) field.checked = value; else field.value = value;
  }
  form.dispatchEvent(new Event("change", { bubbles: true }));
  say(form, text("restored"));
};

const forms = [...document.querySelectorAll("form[data-draft]")];
const here = new Set(forms.map((form) => PREFIX + form.dataset.draft));
for (const key of keys()) if (!here.has(key) && isOver(read(key))) drop(key);
for (const form of forms) {
  const key = PREFIX + form.dataset.draft;
  restore(form, key);
  form.addEventListener("input", () => write(key, { at: Date.now(), values: values(form) }));
  form.addEventListener("submit", () => { const draft = read(key); if (draft) write(key, { ...draft, sent: true }); });
}
document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("action")?.includes("/logout/")) keys().forEach(drop);
});
