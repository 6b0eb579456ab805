// Lays the slides of a deck out on screens of 1280 × 720, and turns them with reveal.js.

const WIDTH = 1200, HEIGHT = 672; // of a screen without its margins
const LAB = 560, LEAST = 500; // the height that is left to a lab, and where that spares a screen
const LARGEST = 1.5; // times its size
const LARGE = 26, SMALL = 22; // px of type, and where that spares a screen with little on it
const SMALLEST = 20; // px of type, where one block would fill more than a screen; then it scrolls
const SHORT = 240; // of a screen with little on it
const printed = new URLSearchParams(location.search).get("view") === "print";

/** How high what stands on a screen is: a question with its longest reply, a lab at its least. */
function height(screen, lab = LEAST) {
  const high = () => {
    const texts = [...screen.children].filter((block) => !block.matches(".gdp-lab, aside"));
    return Math.max(0, ...texts.map((block) => block.offsetTop + block.offsetHeight - 24));
  };
  let most = high() + (screen.querySelector(":scope > .gdp-lab:not([hidden])") ? lab : 0);
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

/** Give a lab the room that its screen has left, with its controls above the picture or beside it. */
function fit(lab) {
  if (!lab.offsetWidth) return;
  const scale = (beside) => {
    lab.classList.toggle("gdp-beside", beside);
    return Math.min(WIDTH / lab.offsetWidth, (HEIGHT + 36 - lab.offsetTop) / lab.offsetHeight, LARGEST);
  };
  const [above, beside] = [scale(false), scale(true)];
  const best = above > 1.1 * beside ? scale(false) : beside;
  lab.style.transform = `translateX(${(WIDTH - lab.offsetWidth * best) / 2}px) scale(${best})`;
}

/** Give a picture what its screen has left. */
function enlarge(picture, screen) {
  const [wide, high] = [picture.offsetWidth, picture.offsetHeight];
  const scale = Math.min(LARGEST, WIDTH / wide, 1 + (HEIGHT - height(screen)) / high);
  if (scale > 1) picture.style.width = `${wide * scale}px`;
}

/** Set a screen in the largest type, no smaller than the least, in which it is not too high. */
function settle(screen, bench, least, lab) {
  bench.replaceChildren(screen);
  for (let size = LARGE; size >= least; size--) {
    screen.style.fontSize = `${size}px`;
    if (height(screen, lab) <= HEIGHT) return true;
  }
  return false;
}

/** Whether a block stays with the one after it: a heading, a program, what announces a list. */
function leads(block, next) {
  return block.matches("h1, h2, h3") || (next.matches("ul, ol, pre, .gdp-display") && !block.matches("pre, .gdp-lab"));
}

/** Put the blocks of a slide on as many screens as they need. */
function cut(blocks, bench) {
  const screens = [];
  const begin = (...first) => {
    screens.push(document.createElement("section"));
    screens.at(-1).append(...first);
    bench.replaceChildren(screens.at(-1));
  };
  begin();
  for (const [i, block] of blocks.entries()) {
    const screen = screens.at(-1);
    const before = screen.lastElementChild;
    const full = screen.querySelector(":scope > :is(.gdp-lab, .gdp-question)");
    screen.append(block);
    if (blocks[i + 1]?.hidden) screen.append(blocks[i + 1]); // a question with its lab
    if (!before || block.matches("aside, [hidden]") || (!full && height(screen, LAB) <= HEIGHT)) continue;
    let first = block;
    let at = before;
    for (; at; at = at.previousElementSibling) {
      if (at.matches("aside")) continue;
      if (!leads(at, first)) break;
      first = at;
    }
    const least = !at ? SMALLEST : first.offsetTop < SHORT ? SMALL : LARGE;
    if (!full && settle(screen, bench, least, LAB)) continue;
    const stay = at ? [...screen.children].indexOf(first) : -1;
    begin(...[...screen.children].slice(stay));
  }
  return screens;
}

/** Let what stands on a screen follow on the one before it, if there is room; return whether it does. */
function join(screen, before, bench) {
  const come = [...screen.children];
  const lab = before.querySelector(":scope > .gdp-lab");
  const question = before.querySelector(":scope > .gdp-question");
  if (come[0].matches("h1, h2, h3") || (question && !lab)) return false;
  if (lab) {
    const last = come.findIndex((block) => block.matches("details"));
    const said = last < 0 ? come : come.slice(0, last + 1);
    if (before.querySelector(":scope > .gdp-talk") || !said.every((block) => block.matches("p, details, aside"))) return false;
    const talk = document.createElement("div");
    talk.className = "gdp-talk";
    talk.dataset.fragmentIndex = come[0].dataset.fragmentIndex;
    talk.append(...said);
    (question ?? lab).before(talk);
    bench.replaceChildren(before);
    if ((question ? talk.offsetHeight + LEAST : height(before)) <= HEIGHT) {
      if (question) talk.classList.add("fragment"); // it takes the place of the reply
      const rest = [...screen.children];
      if (!rest.every((block) => block.matches("aside"))) return false;
      before.append(...rest);
      return true;
    }
    talk.remove();
  } else {
    const short = [before, screen].some((each) => settle(each, bench, SMALLEST) && height(each) < SHORT);
    const asks = screen.querySelector(".gdp-question");
    before.append(...come);
    if (settle(before, bench, short && !asks ? SMALL : LARGE)) return true;
  }
  screen.append(...come);
  return false;
}

/** Lay a slide and its subslides out on as few screens as they need, each in as many steps as it has. */
function layOut(column, bench) {
  let step = 0;
  const screens = [];
  for (const slide of [...column.children]) {
    const blocks = [...slide.children].flatMap((cell, i) => {
      if (!i || "later" in cell.dataset) step++;
      const own = cell.matches("aside") ? [cell] : [...cell.children];
      for (const block of own) block.dataset.fragmentIndex = step;
      return own;
    });
    for (const screen of cut(blocks, bench)) {
      if (!screens.length || !join(screen, screens.at(-1), bench)) screens.push(screen);
    }
  }
  for (const screen of screens) {
    if (!settle(screen, bench, SMALLEST)) screen.style.overflowY = "auto";
    const first = screen.querySelector(":scope > :not(.gdp-talk)").dataset.fragmentIndex;
    for (const block of screen.querySelectorAll(":scope > :not(.gdp-talk, aside)")) {
      if (block.dataset.fragmentIndex !== first) block.classList.add("fragment");
      if (block.matches(".gdp-lab")) fit(block);
      if (block.matches(".gdp-picture")) enlarge(block, screen);
    }
  }
  column.replaceChildren(...screens);
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
  for (const slide of document.querySelectorAll(".slides > section")) layOut(slide, bench);
  bench.remove();
  const sizes = new ResizeObserver(() => labs.forEach(fit));
  for (const lab of labs) sizes.observe(lab);
  for (const words of document.querySelectorAll(".gdp-reply, .gdp-talk")) sizes.observe(words);
  Reveal.on("fragmentshown", ({ fragment }) => {
    const question = fragment.matches(".gdp-talk") && fragment.nextElementSibling;
    if (question && !question.dataset.answered) question.querySelector(".gdp-show").click(); // its lab is needed now
  });
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
