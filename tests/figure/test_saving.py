"""Files made from a run: a picture, films with a frame a step, and a page that needs nobody."""

import io
import re
import subprocess
from html.parser import HTMLParser

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.animation import FFMpegWriter
from PIL import Image, ImageSequence

import gdteach as gd
from tests.seeing import place_of, played, told

STEPS = 6
NASTY = 'a "quoted" </script><script>alert(1)</script> <!--<script> \\u003c & λ − \u2028 {title}'
needs_ffmpeg = pytest.mark.skipif(not FFMpegWriter.isAvailable(), reason="ffmpeg is not installed")


@pytest.fixture
def player():
    figure, axes = gd.subplots(width=2, height=1.5)
    axes.set(xlim=(0, STEPS), ylim=(0, 1), xlabel="$t$")
    walk = np.column_stack([np.arange(STEPS + 1.0), np.linspace(0.1, 0.9, STEPS + 1)])
    captions = [f"step {t}" for t in range(STEPS)] + [NASTY]
    layers = [gd.Marker(axes, walk, colour="second"), gd.Trail(axes, walk, dots=False)]
    return gd.AnimatedFigure(figure, layers, captions=captions, alt=f"A walk. {NASTY}", speed=4.0)


# -------------------------------------------------------------------------- pictures and films


def test_a_png_is_the_still_at_a_step(player, tmp_path):
    path = player.save(str(tmp_path / "run.png"))
    assert path == tmp_path / "run.png"
    assert path.read_bytes() == player.still()
    assert player.save(tmp_path / "RUN.PNG", step=2).read_bytes() == player.still(2)


@pytest.mark.parametrize("ending", ["png", "html", "gif"])
def test_a_tilde_is_the_home_folder(player, tmp_path, monkeypatch, ending):
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(tmp_path))
    path = player.save(f"~/run.{ending}")
    assert path == tmp_path / f"run.{ending}"
    assert path.stat().st_size > 0


@pytest.mark.parametrize(("speed", "milliseconds"), [(4.0, 250), (20.0, 50)])
def test_a_gif_has_a_frame_a_step_at_the_speed_of_the_run(player, tmp_path, speed, milliseconds):
    player.speed = speed
    before = player.get_state()
    places = np.reshape(told(player, "scene")["tracks"][0]["xy"], (-1, 2))
    with Image.open(player.save(tmp_path / "run.gif")) as film:
        assert film.n_frames == STEPS + 1
        assert film.size == Image.open(io.BytesIO(player.still())).size
        assert film.info["loop"] == 0
        for step, frame in enumerate(ImageSequence.Iterator(film)):
            assert frame.info["duration"] == milliseconds + (2000 if step == STEPS else 0)
            frame.convert("RGB").save(tmp_path / "frame.png")
            found = place_of("second", (tmp_path / "frame.png").read_bytes(), tolerance=60)
            assert np.abs(found - places[step]).max() < 3
    assert player.get_state() == before


@needs_ffmpeg
def test_an_mp4_has_a_frame_a_step(player, tmp_path):
    path = player.save(tmp_path / "run.mp4")
    frames = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", path, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"],
        capture_output=True,
        check=True,
    ).stdout
    film = np.frombuffer(frames, np.uint8).reshape(-1, 144, 192, 3)
    assert len(film) == STEPS + 1
    said = subprocess.run(["ffmpeg", "-i", path], capture_output=True, text=True, check=False)
    assert re.search(r"\b4 fps\b", said.stderr)
    assert "yuv420p" in said.stderr  # which browsers play


@needs_ffmpeg
def test_an_mp4_of_an_odd_size_is_padded(tmp_path):
    figure, axes = gd.subplots(width=193 / 96, height=145 / 96)
    player = gd.AnimatedFigure(figure, [gd.Marker(axes, [[0, 0], [1, 1]])])
    assert player.save(tmp_path / "odd.mp4").stat().st_size > 0


def test_without_ffmpeg_an_mp4_says_what_to_do(player, tmp_path, monkeypatch):
    monkeypatch.setattr(FFMpegWriter, "isAvailable", classmethod(lambda cls: False))
    with pytest.raises(RuntimeError, match=r"needs ffmpeg.*install ffmpeg, or save as \.gif"):
        player.save(tmp_path / "run.mp4")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["gif", "png", "picture"])
def test_the_learners_own_settings_do_not_reach_the_file(player, tmp_path, ending):
    def made():
        if ending == "picture":
            return gd.picture(player.figure, "An empty axes.").png
        return player.save(tmp_path / f"run.{ending}").read_bytes()

    plain = made()
    assert (np.asarray(Image.open(io.BytesIO(plain)).convert("RGB"))[0, 0] == 255).all()
    own = {"savefig.bbox": "tight", "savefig.dpi": 30, "figure.facecolor": "red"}
    with mpl.rc_context(own | {"savefig.transparent": True}):
        assert made() == plain


# --------------------------------------------------------------------------------------- pages


class Page(HTMLParser):
    """Reads a page as a browser would: which elements, which scripts, which addresses."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.addresses, self.script, self.title, self.inside = [], [], "", "", ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.inside = tag
        self.addresses += [value for name, value in attrs if name in ("src", "href")]

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        self.script += data if self.inside == "script" else ""
        self.title += data if self.inside == "title" else ""


@pytest.fixture
def text(player, tmp_path):
    player.step = 3
    return player.save(tmp_path / "run.html").read_text("utf-8")


def test_a_page_holds_the_whole_run(player, text):
    code = told(player, "esm")
    assert code[: code.index("\nexport ")] in text  # the code and the sheet of the widget
    assert told(player, "css") in text
    about, (entry,) = played(text)
    run = entry["base"]
    assert run["captions"] == player.captions
    assert run["captions"][-1] == NASTY
    assert (run["alt"], run["n_steps"], entry["speed"]) == (player.alt, STEPS, 4.0)
    assert entry["stills"] == [
        {name: getattr(player, name) for name in ("_picture", "_size", "_boxes", "_panels")}
    ]
    assert run["scene"] == player._scene
    assert about["step"] == 0  # it starts at the beginning


def test_a_page_asks_the_network_for_nothing(text):
    page = Page(text)
    assert page.addresses == []
    assert "link" not in page.tags
    assert set(re.findall(r"https?://[^\s\"'`)]+", text)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xhtml",
    }
    assert not re.search(r"@import|url\(|\bfetch\(|import\(|XMLHttpRequest|WebSocket", text)


def test_no_text_can_break_out_of_a_page(player, text):
    page = Page(text)
    assert page.tags.count("script") == 1
    assert text.count("</script") == 1
    assert "<!--" not in page.script
    assert "<script" not in page.script.lower()
    assert page.script.rstrip().endswith('");')
    assert page.title == player.alt


def test_a_page_is_well_formed_and_has_a_name(tmp_path):
    figure, _ = gd.subplots()
    text = gd.AnimatedFigure(figure).save(tmp_path / "empty.html").read_text("utf-8")
    page = Page(text)
    assert text.startswith("<!doctype html>")
    assert page.title == "An animated figure"
    assert {"html", "head", "meta", "title", "body", "main", "noscript"} <= set(page.tags)


@pytest.mark.parametrize("name", ["run.png", "run.gif", "run.html"])
def test_a_folder_that_is_not_there_is_named(player, tmp_path, name):
    before = player.still()
    with pytest.raises(FileNotFoundError, match="missing"):
        player.save(tmp_path / "missing" / name)
    assert player.still() == before
