// ------------------------------------------------------------------------------ questions on a page

/** What follows a question and stays away until it is answered: its lab. */
function opens(question) {
  const next = question.nextElementSibling;
  return next?.classList.contains("gdp-lab") && next.hidden ? next : null;
}

/** Let a question be answered: the first choice is the prediction, the others have replies too. */
function ask(question) {
  const options = [...question.querySelectorAll(".gdp-option")];
  const [reply] = question.querySelectorAll(".gdp-reply");
  const [hint] = question.querySelectorAll(".gdp-foot span");
  const lab = opens(question);
  const show = (option) => {
    const right = "right" in option.dataset;
    option.classList.add("gdp-read", right ? "gdp-right" : "gdp-wrong");
    const marks = [option.dataset.verdict, ...("predicted" in option.dataset ? ["your prediction"] : [])];
    option.lastElementChild.textContent = marks.join(" · ");
    reply.replaceChildren(option.nextElementSibling.content.cloneNode(true));
    reply.className = `gdp-reply ${right ? "gdp-right" : "gdp-wrong"}`;
    hint.textContent = "The other options have replies too.";
    if (lab) lab.hidden = false;
  };
  for (const option of options) {
    option.addEventListener("click", () => {
      if (!question.dataset.answered) option.dataset.predicted = "";
      question.dataset.answered = "yes";
      show(option);
    });
  }
  question.querySelector(".gdp-show").addEventListener("click", () => {
    question.dataset.answered = "yes";
    show(options.find((option) => "right" in option.dataset));
  });
}

/** What is wider than the page can be scrolled, so the keyboard must reach it. */
function reach() {
  for (const node of document.querySelectorAll(".gdp-display, .gdp-table, pre")) {
    if (node.scrollWidth > node.clientWidth) node.tabIndex = 0;
    else node.removeAttribute("tabindex");
  }
}

addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll(".gdp-question").forEach(ask);
  reach();
});
addEventListener("resize", reach);
addEventListener("load", reach); // the letters have come
addEventListener("toggle", reach, { capture: true }); // what was folded has its width now
