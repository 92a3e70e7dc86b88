// <button type="button" data-copy="text"> or data-copy-from="element id": copies, and says that it did.
import { text } from "./texts.js";

const copy = async (words) => {
  if (navigator.clipboard) return navigator.clipboard.writeText(words);
  const area = Object.assign(document.createElement("textarea"), { value: words, className: "visually-hidden" });
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  return area.remove();
};

document.documentElement.classList.add("js");
const live = Object.assign(document.createElement("p"), { className: "visually-hidden" });
live.setAttribute("role", "status");
document.body.append(live);
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-copy-from]");
  if (!button) return;
  const from = button.dataset.copyFrom && document.getElementById(button.dataset.copyFrom);
  await copy(from ? (from.value ?? from.textContent.trim()) : button.dataset.copy);
  const label = button.textContent;
  button.textContent = live.textContent = text("copied");
  setTimeout(() => { button.textContent = label; live.textContent = ""; }, 2500);
});
