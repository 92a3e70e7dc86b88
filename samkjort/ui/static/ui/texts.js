// The words that the modules say, in the reader's language: they stand as data on a template element in the head.
export const text = (name) => document.getElementById("ui-texts")?.dataset[name] ?? "";

// A line in the form that screen readers announce; made where the page has none.
export const say = (form, words) => {
  let line = form.querySelector("[data-note]");
  if (!line) {
    line = document.createElement("p");
    line.dataset.note = "";
    line.className = "small";
    line.setAttribute("role", "status");
    (form.querySelector(".sticky") ?? form).append(line);
  }
  line.textContent = words;
  return line;
};
