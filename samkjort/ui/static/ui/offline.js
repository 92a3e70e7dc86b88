// <form data-offline>: sent by fetch; when the network is away what was written is kept and sent when it is back.
// Only for forms that may be sent twice with the same outcome.
import { say, text } from "./texts.js";

const RETRY_MS = 15000;

const keepButton = (form, submitter) => {
  if (!submitter?.name) return;
  const hidden = document.createElement("input");
  Object.assign(hidden, { type: "hidden", name: submitter.name, value: submitter.value });
  form.append(hidden);
};

const send = async (form, body, submitter) => {
  say(form, text("saving"));
  let response;
  try {
    response = await fetch(form.getAttribute("action") || location.href, { method: "POST", body, credentials: "same-origin" });
  } catch {
    say(form, text("offline"));
    await new Promise((again) => {
      addEventListener("online", again, { once: true });
      setTimeout(again, RETRY_MS);
    });
    return send(form, new FormData(form, submitter), submitter);
  }
  if (response.redirected) {
    form.dispatchEvent(new Event("saved"));
    location.assign(response.url);
    return undefined;
  }
  // Not saved: let the browser send it and show the answer, with the errors beside the fields.
  keepButton(form, submitter);
  return HTMLFormElement.prototype.submit.call(form);
};

for (const form of document.querySelectorAll("form[data-offline]")) {
  let busy = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    send(form, new FormData(form, event.submitter), event.submitter).finally(() => { busy = false; });
  });
}
