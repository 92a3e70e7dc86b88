// <form data-offline>: before it is sent we ask whether the server can be reached. Where it cannot, nothing is lost:
// what was written stays here, and is sent by itself when the network is back. The browser itself does the sending, so
// errors and messages come as always.
import { say, text } from "./texts.js";

const RETRY_MS = 15000;
const WAIT_MS = 8000;

const reachable = async () => {
  const small = document.querySelector("link[rel=icon]")?.href ?? location.href;
  try {
    await fetch(small, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(WAIT_MS) });
    return true;
  } catch {
    return false;
  }
};

const online = () => new Promise((again) => {
  addEventListener("online", again, { once: true });
  setTimeout(again, RETRY_MS);
});

for (const form of document.querySelectorAll("form[data-offline]")) {
  let asking = false;
  let open = false;
  form.addEventListener("submit", async (event) => {
    if (open) {
      open = false;
      return;
    }
    event.preventDefault();
    if (asking) return;
    asking = true;
    const button = event.submitter;
    say(form, text("saving"));
    while (!(await reachable())) {
      say(form, text("offline"));
      await online();
    }
    asking = false;
    open = true;
    form.requestSubmit(button);
  });
}
