"""Files made from a run: a picture, films with a frame a step, and a page that needs nobody."""

import json
import re
import subprocess
from html.parser import HTMLParser

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.animation import FFMpegWriter
from PIL import Image, ImageSequence

import gdteach as gd
from tests.seeing import pixels, place_of, told

STEPS = 6
NASTY = 'a "quoted" </script><script>alert(1)</script> <!--<script> \\u003c & λ − \u2028 {title}'
FFMPEG = FFMpegWriter.isAvailable()


@pytest.fixture
def player():
    figure, axes = gd.subplots(width=2, height=1.5)
    axes.set(xlim=(0, STEPS), ylim=(0, 1), xlabel="$t$")
    walk = np.column_stack([np.arange(STEPS + 1.0), np.linspace(0.1, 0.9, STEPS + 1)])
    captions = [f"step {t}" for t in range(STEPS)] + [NASTY]
    layers = [gd.Marker(axes, walk, colour="second"), gd.Trail(axes, walk, dots=False)]
    return gd.AnimatedFigure(figure, layers, captions=captions, alt=f"A walk. {NASTY}", speed=4.0)


# ------------------------------------------------------------------------------------ pictures


def test_a_png_is_the_still_at_a_step(player, tmp_path):
    path = player.save(str(tmp_path / "run.png"))
    assert path == tmp_path / "run.png"
    assert path.read_bytes() == player.still()
    assert player.save(tmp_path / "RUN.PNG", step=2).read_bytes() == player.still(2)


# --------------------------------------------------------------------------------------- films


def durations(film):
    """Return how long each frame of a GIF is shown, in milliseconds."""
    return [frame.info["duration"] for frame in ImageSequence.Iterator(film)]


def test_a_gif_has_a_frame_a_step_at_the_speed_of_the_run(player, tmp_path):
    before = player.get_state()
    with Image.open(player.save(tmp_path / "run.gif")) as film:
        assert film.n_frames == STEPS + 1
        assert film.size == (192, 144)
        assert film.info["loop"] == 0
        assert durations(film) == [250] * (STEPS + 1)
    assert player.get_state() == before


def test_each_frame_of_a_gif_shows_its_step(player, tmp_path):
    places = np.reshape(told(player, "scene")["tracks"][0]["xy"], (-1, 2))
    with Image.open(player.save(tmp_path / "run.gif")) as film:
        for step, frame in enumerate(ImageSequence.Iterator(film)):
            shown = frame.convert("RGB").resize((384, 288), Image.Resampling.NEAREST)
            shown.save(tmp_path / "frame.png")
            found = place_of("second", (tmp_path / "frame.png").read_bytes(), tolerance=60)
            assert np.abs(found - places[step]).max() < 3


def test_a_speed_is_a_speed_in_a_film(player, tmp_path):
    player.speed = 20
    with Image.open(player.save(tmp_path / "run.gif")) as film:
        assert sum(durations(film)) == pytest.approx((STEPS + 1) * 1000 / 20)


@pytest.mark.skipif(not FFMPEG, reason="ffmpeg is not installed")
def test_an_mp4_has_a_frame_a_step(player, tmp_path):
    path = player.save(tmp_path / "run.mp4")
    frames = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", path, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"],
        capture_output=True,
        check=True,
    ).stdout
    film = np.frombuffer(frames, np.uint8).reshape(-1, 144, 192, 3)
    assert len(film) == STEPS + 1
    told = subprocess.run(["ffmpeg", "-i", path], capture_output=True, text=True, check=False)
    assert re.search(r"\b4 fps\b", told.stderr)
    assert "yuv420p" in told.stderr  # which browsers play


@pytest.mark.skipif(not FFMPEG, reason="ffmpeg is not installed")
def test_an_mp4_of_an_odd_size_is_padded(tmp_path):
    figure, axes = gd.subplots(width=193 / 96, height=145 / 96)
    player = gd.AnimatedFigure(figure, [gd.Marker(axes, [[0, 0], [1, 1]])])
    assert player.save(tmp_path / "odd.mp4").stat().st_size > 0


def test_without_ffmpeg_an_mp4_says_what_to_do(player, tmp_path, monkeypatch):
    monkeypatch.setattr(FFMpegWriter, "isAvailable", classmethod(lambda cls: False))
    with pytest.raises(RuntimeError, match=r"needs ffmpeg.*install ffmpeg, or save as \.gif"):
        player.save(tmp_path / "run.mp4")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", [".gif", ".png"])
def test_the_learners_own_settings_do_not_reach_the_film(player, tmp_path, ending):
    plain = player.save(tmp_path / f"plain{ending}").read_bytes()
    with mpl.rc_context({"savefig.bbox": "tight", "savefig.dpi": 30, "figure.facecolor": "red"}):
        assert player.save(tmp_path / f"own{ending}").read_bytes() == plain


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


def state_of(text):
    """Return the state a page starts with."""
    start = text.rindex("standalone({") + len("standalone(")
    return json.JSONDecoder().raw_decode(text[start:])[0]


def test_a_page_holds_the_whole_run(player, tmp_path):
    player.step = 3
    text = player.save(tmp_path / "run.html").read_text("utf-8")
    assert told(player, "esm") in text  # the code and the sheet of the widget
    assert told(player, "css") in text
    state = state_of(text)
    assert state["captions"] == player.captions
    assert state["captions"][-1] == NASTY
    assert state["alt"] == player.alt
    for name in ("_scene", "_boxes", "_size", "_picture", "n_steps", "speed"):
        assert state[name] == getattr(player, name)
    # it starts at rest, at the beginning, and has nobody to tell
    assert (state["step"], state["playing"], state["_sensitive"]) == (0, False, [])


def test_a_page_asks_the_network_for_nothing(player, tmp_path):
    text = player.save(tmp_path / "run.html").read_text("utf-8")
    page = Page(text)
    assert page.addresses == []
    assert "link" not in page.tags
    assert set(re.findall(r"https?://[^\s\"'`)]+", text)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xhtml",
    }
    assert not re.search(r"@import|url\(|\bfetch\(|import\(|XMLHttpRequest|WebSocket", text)


def test_no_text_can_break_out_of_a_page(player, tmp_path):
    text = player.save(tmp_path / "run.html").read_text("utf-8")
    page = Page(text)
    assert page.tags.count("script") == 1
    assert text.count("</script") == 1
    assert "<!--" not in page.script
    assert "<script" not in page.script.lower()
    assert page.script.rstrip().endswith('document.querySelector(".gdteach-page"));')
    assert page.title == player.alt


def test_a_page_is_well_formed_and_has_a_name(tmp_path):
    figure, _ = gd.subplots()
    text = gd.AnimatedFigure(figure).save(tmp_path / "empty.html").read_text("utf-8")
    page = Page(text)
    assert text.startswith("<!doctype html>")
    assert page.title == "An animated figure"
    assert {"html", "head", "meta", "title", "body", "main", "noscript"} <= set(page.tags)


# -------------------------------------------------------------------------------- what else


@pytest.mark.parametrize("name", ["run.png", "run.gif", "run.html"])
def test_a_folder_that_is_not_there_is_named(player, tmp_path, name):
    with pytest.raises(FileNotFoundError, match="missing"):
        player.save(tmp_path / "missing" / name)
    assert np.array_equal(pixels(player.still()), pixels(player.still()))
