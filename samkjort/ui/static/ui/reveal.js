// <fieldset data-reveal-for="radio name" data-reveal-max="3">: shown when the chosen radio is at most that.
// Without JavaScript it is always there.
const update = () => {
  for (const block of document.querySelectorAll("[data-reveal-for]")) {
    const chosen = document.querySelector(`input[name="${CSS.escape(block.dataset.revealFor)}"]:checked`);
    const shown = Boolean(chosen) && Number(chosen.value) <= Number(block.dataset.revealMax);
    block.hidden = !shown;
    for (const field of block.querySelectorAll("input, select, textarea")) field.disabled = !shown;
  }
};
document.addEventListener("change", update);
addEventListener("pageshow", update);
update();
