"""Pages made of fragments: one a notebook, the front page, and the table of letters."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path
from string import Template

from gdteach.figure import pages
from tools import readme_picture
from tools.binder_link import NoPublicAddressError, launch_link
from tools.site import bakery, mathematics
from tools.site.fragments import Fragment, Told, played
from tools.site.prose import colours, prose

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PAGE = Template((HERE / "page.html").read_text(encoding="utf-8"))
COMMENT = re.compile(r"^ *(//|/\*\*|\*).*\n", re.MULTILINE)  # whole lines of the script
PICTURE = re.compile(r"<picture>.*?</picture>", re.DOTALL)
DOOR = re.compile(r"(?<=<strong>Read and play</strong>).*?(?=</li>)", re.DOTALL)
BINDER = "https://mybinder.org"  # the README's link, which knows of no repository
HEADING = re.compile(r'<h2 id="([^"]*)">(.*?)</h2>')


@dataclass(frozen=True)
class Course:
    """Where things are: the notebooks in their order, and the address of the repository, if any."""

    notebooks: tuple[Path, ...]
    remote: str = ""
    branch: str = "main"

    def address(self, url: str) -> str:
        """Return where a link of a notebook or of the README leads on the site, "" for nowhere."""
        if url == BINDER:
            return self.binder(self.notebooks[0]) or url
        place, _, anchor = url.partition("#")
        end = f"#{anchor.lower()}" if anchor else ""
        if re.match(r"[a-z]+:", url) or not place:
            return place + end
        path = Path(place)
        if path.suffix == ".ipynb":
            return f"{path.stem}.html{end}"
        if path.name == "README.md":
            return f"index.html{end}"
        inside = place.removeprefix("../")
        return f"{self.repository}/blob/{self.branch}/{inside}" if self.repository else ""

    @property
    def repository(self) -> str:
        """The address of the repository's own page, "" if it has none."""
        found = re.fullmatch(r"(?:https://|git@)github\.com[/:](.+?)(?:\.git)?/?", self.remote)
        return f"https://github.com/{found[1]}" if found else ""

    def elsewhere(self, path: Path) -> str:
        """Return links to where Python is: Binder, if it can reach the repository, and the file."""
        links = [f'<a href="notebooks/{path.name}" download>Take the notebook</a>']
        if binder := self.binder(path):
            links.insert(0, f'<a href="{html.escape(binder)}">Open it on Binder</a>')
        return " · ".join(links)

    def binder(self, path: Path) -> str:
        """Return the address that opens a notebook on Binder, "" if that cannot reach it."""
        try:
            return launch_link(self.remote, self.branch, f"notebooks/{path.name}")
        except NoPublicAddressError:
            return ""

    def course(self, stem: str = "") -> str:
        """Return the links of a page to its neighbours."""
        stems = [path.stem for path in self.notebooks]
        at = stems.index(stem) if stem in stems else None
        links = [("index.html", "Contents"), ("letters.html", "Letters")]
        if at:
            links.append((f"{stems[at - 1]}.html", "← Previous"))
        if at is not None and at + 1 < len(stems):
            links.append((f"{stems[at + 1]}.html", "Next →"))
        return "".join(f'<a href="{to}">{words}</a>' for to, words in links)

    # ------------------------------------------------------------------ pages

    def notebook(self, told: Told, path: Path) -> str:
        """Return the page of a notebook."""
        parts = [fragment.html for fragment in told.fragments if fragment.slide != "notes"]
        sections = HEADING.findall("".join(parts))
        listed = "".join(f'<li><a href="#{to}">{words}</a></li>' for to, words in sections)
        parts.insert(1, (
            f'<p class="gdp-needs">To run and change the code: {self.elsewhere(path)} · '
            '<a href="index.html#start">Set up Python</a>. To show it to others: '
            f'<a href="{told.stem}.slides.html">the slides</a>.</p>'
            f'<details class="gdp-sections"><summary>On this page</summary><ul>{listed}</ul>'
            "</details>\n"
        ))  # fmt: skip
        return self.page(told.title, "".join(parts), told.stem)

    def front(self) -> Told:
        """Return the front page: the README, with the lab itself in place of its picture."""
        told = Told("index", "Gradient descent, by doing it")
        text = prose((ROOT / "README.md").read_text(encoding="utf-8"), self.address)
        begin = f'<a href="{self.notebooks[0].stem}.html">the first of them</a>'
        text = DOOR.sub(f": you are on these pages. Begin with {begin}.", text)
        before, after = PICTURE.split(text)
        lab = "".join(played(told, bakery.played(readme_picture.shown()), ""))
        told.fragments.append(Fragment(f"{before}{lab}{after}"))
        return told

    def letters(self) -> str:
        """Return the table of letters."""
        text = (HERE / "letters.md").read_text(encoding="utf-8")
        return self.page("Letters", prose(text, self.address))

    def page(self, title: str, main: str, stem: str = "") -> str:
        """Return a whole page."""
        return PAGE.substitute(title=html.escape(title), main=main, course=self.course(stem))


def shared(texts: list[str]) -> dict[str, bytes]:
    """Return the files that all pages share: a script, a style sheet, a font."""
    letters = mathematics.characters(texts)
    sheet = f"/* {mathematics.CREDIT} */\n{pages.sheet()}{colours()}"
    script = pages.script().removesuffix("})();\n")
    script += (HERE / "questions.js").read_text(encoding="utf-8") + "})();\n"
    script = COMMENT.sub("", script)
    return {
        "gdteach.js": script.encode(),
        "gdteach.css": (sheet + (HERE / "site.css").read_text(encoding="utf-8")).encode(),
        "mathematics.woff2": mathematics.font(letters),
    }
