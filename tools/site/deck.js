// Lays the slides of a deck out on screens of 1280 × 720, and turns them with reveal.js.

const WIDTH = 1200, HEIGHT = 672; // of a screen without its margins
const LAB = 560; // the least height that is left to a lab
const LARGEST = 1.5; // times its size
const SMALLEST = 20; // px of type, where one block would fill more than a screen; then it scrolls
const printed = new URLSearchParams(location.search).get("view") === "print";

/** How high what stands on a screen is: a question with its longest reply, a lab at its least. */
function height(screen) {
  const high = () => {
    const texts = [...screen.children].filter((block) => !block.matches(".gdp-lab, aside"));
    return Math.max(0, ...texts.map((block) => block.offsetTop + block.offsetHeight - 24));
  };
  let most = high() + (screen.querySelector(":scope > .gdp-lab:not([hidden])") ? LAB : 0);
  for (const question of screen.querySelectorAll(".gdp-question:not(:has(+ .gdp-lab))")) {
    const all = [...question.querySelectorAll("template")];
    const longest = all.reduce((a, b) => (b.innerHTML.length > a.innerHTML.length ? b : a));
    const reply = question.querySelector(".gdp-reply");
    const marks = [...question.querySelectorAll(".gdp-option > :last-child")];
    const mark = (words, first = words) =>
      marks.forEach((each, i) => (each.textContent = i ? words : first));
    reply.append(longest.content.cloneNode(true));
    mark("Not this one", "Not this one · your prediction");
    question.dataset.answered = "yes";
    most = Math.max(most, high());
    delete question.dataset.answered;
    mark("");
    reply.replaceChildren();
  }
  return most;
}

/** Give a lab the room that its screen has left. */
function fit(lab) {
  const [wide, high] = [lab.offsetWidth, lab.offsetHeight];
  if (!wide) return;
  const scale = Math.min(WIDTH / wide, (HEIGHT + 36 - lab.offsetTop) / high, LARGEST);
  lab.style.transform = `translateX(${(WIDTH - wide * scale) / 2}px) scale(${scale})`;
}

/** Whether a block stays with the one after it: a heading, a program, what announces a list. */
function leads(block, next) {
  return block.matches("h1, h2, h3") || (next.matches("ul, ol, pre, .gdp-display") && !block.matches("pre, .gdp-lab"));
}

/** Put the blocks of a slide on as many screens as they need. */
function layOut(slide, bench) {
  const blocks = [...slide.children].flatMap((cell, i) => {
    const own = cell.matches("aside") ? [cell] : [...cell.children];
    if ("later" in cell.dataset) for (const block of own) block.dataset.fragmentIndex = i;
    return own;
  });
  const screens = [];
  const begin = (...first) => {
    screens.push(document.createElement("section"));
    screens.at(-1).append(...first);
    bench.replaceChildren(screens.at(-1));
  };
  begin();
  for (const block of blocks) {
    const screen = screens.at(-1);
    const before = screen.lastElementChild;
    const full = screen.querySelector(":scope > .gdp-lab");
    screen.append(block);
    if (!before || block.matches("aside, [hidden]") || (!full && height(screen) <= HEIGHT)) continue;
    let first = block;
    for (let at = before; at !== screen.firstElementChild; at = at.previousElementSibling) {
      if (at.matches("aside")) continue;
      if (!leads(at, first)) break;
      first = at;
    }
    const stay = [...screen.children].indexOf(first);
    begin(...[...screen.children].slice(stay));
  }
  for (const screen of screens) {
    bench.replaceChildren(screen);
    for (let size = 25; height(screen) > HEIGHT && size >= SMALLEST; size--) {
      screen.style.fontSize = `${size}px`;
    }
    if (height(screen) > HEIGHT) screen.style.overflowY = "auto";
    const first = screen.firstElementChild?.dataset.fragmentIndex;
    for (const block of screen.children) {
      if (block.dataset.fragmentIndex !== first) block.classList.add("fragment");
      if (block.matches(".gdp-lab")) fit(block);
    }
  }
  slide.replaceWith(...screens);
}

/** Whether reveal.js may have a key: what has the focus keeps those that it answers to. */
function free({ key }) {
  const at = document.activeElement;
  const own = at.closest(".gdp-lab") ? /^(Arrow|Home|End| |Enter)/ : /^( |Enter)/;
  return !(at.closest(".gdp-lab, button, summary, a") && own.test(key));
}

async function begin() {
  const labs = [...document.querySelectorAll(".gdp-lab")];
  await Promise.all([...document.fonts].map((face) => face.load()));
  const bench = document.createElement("div");
  bench.className = "gdp-bench";
  document.body.append(bench);
  for (const slide of document.querySelectorAll(".slides > section > section")) layOut(slide, bench);
  bench.remove();
  const sizes = new ResizeObserver(() => labs.forEach(fit));
  for (const lab of labs) sizes.observe(lab);
  for (const reply of document.querySelectorAll(".gdp-reply")) sizes.observe(reply);
  await Reveal.initialize({
    width: 1280, height: 720, margin: 0, center: false, controls: false, slideNumber: "c/t", hash: true,
    navigationMode: "linear", transition: "none", pdfSeparateFragments: false, scrollActivationWidth: null,
    keyboardCondition: free, plugins: [RevealNotes],
  });
}

if (printed) {
  for (const lab of document.querySelectorAll(".gdp-lab")) {
    lab.removeAttribute("data-page"); // its still is printed
    lab.hidden = false;
  }
}
begin();
