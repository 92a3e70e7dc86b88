// Small help for forms. Every page works without it.
// data-draft="key": what is typed is kept on this device until the form is saved.
// data-reveal-for="name" data-reveal-max="3": shown when the chosen radio is at most that.
const status = (form, text) => {
  let line = form.querySelector('[data-status]');
  if (!line) { line = document.createElement('p'); line.dataset.status = ''; line.className = 'small muted'; line.setAttribute('role', 'status'); form.append(line); }
  line.textContent = text;
};
const typed = (form) => [...form.elements].filter((f) => f.name && f.type !== 'hidden' && f.type !== 'password');
const keep = (form) => {
  const key = `samkjort:${form.dataset.draft}`;
  const read = () => typed(form).filter((f) => !['radio', 'checkbox'].includes(f.type) || f.checked).map((f) => [f.name, f.value]);
  let saved = null;
  try { saved = JSON.parse(localStorage.getItem(key)); } catch { saved = null; }
  if (document.querySelector(`[data-draft-done="${form.dataset.draft}"]`)) { localStorage.removeItem(key); saved = null; }
  if (saved && saved.values.length) {
    let restored = false;
    for (const [name, value] of saved.values) for (const f of typed(form)) {
      if (f.name !== name) continue;
      if (['radio', 'checkbox'].includes(f.type)) { if (f.value === value && !f.checked) { f.checked = true; restored = true; } } else if (!f.value && value) { f.value = value; restored = true; }
    }
    if (restored) status(form, form.dataset.draftText || '');
  }
  form.addEventListener('input', () => { try { localStorage.setItem(key, JSON.stringify({ values: read() })); } catch { /* a full store keeps nothing */ } });
};
const reveal = (block) => {
  const show = () => { const r = document.querySelector(`input[name="${block.dataset.revealFor}"]:checked`); block.hidden = !(r && Number(r.value) <= Number(block.dataset.revealMax)); };
  document.addEventListener('change', show); show();
};
const offline = (form) => form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const send = async () => {
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new FormData(form), headers: { Accept: 'text/html' } });
      if (answer.redirected) { localStorage.removeItem(`samkjort:${form.dataset.draft}`); location.assign(answer.url); return; }
      form.submit();
    } catch {
      status(form, form.dataset.offlineText || '');
      addEventListener('online', send, { once: true });
    }
  };
  await send();
});
const once = (form) => form.addEventListener('submit', () => { setTimeout(() => form.querySelectorAll('button:not([name])').forEach((b) => { b.disabled = true; })); setTimeout(() => form.querySelectorAll('button').forEach((b) => { b.disabled = false; }), 5000); });
document.querySelectorAll('form[data-draft]').forEach(keep);
document.querySelectorAll('[data-reveal-for]').forEach(reveal);
document.querySelectorAll('form[method=post]').forEach((f) => (f.hasAttribute('data-offline') ? offline(f) : once(f)));
const menu = document.querySelector('.rail details');
if (menu && matchMedia('(max-width: 59.99rem)').matches) menu.open = false;
document.querySelectorAll('[data-focus-error]').forEach((box) => box.focus());
