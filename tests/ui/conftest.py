"""What tests of single pages share."""

import subprocess
from datetime import date
from xml.etree import ElementTree

import pytest

from ketaref.export.sheet import Stamp
from ketaref.store.content import ContentStore


@pytest.fixture
def store(content_file):
    """The shipped content, opened."""
    store = ContentStore.open(content_file)
    yield store
    store.close()


class Pdf:
    """A PDF as a second program reads it: words with their boxes in points, page by page, and what is built in."""

    def __init__(self, path):
        self.path = path
        namespace = {"x": "http://www.w3.org/1999/xhtml"}
        boxes = subprocess.run(["pdftotext", "-bbox", path, "-"], check=True, capture_output=True).stdout
        # What is no character of XML can only come from a font without a map, and then the text is lost anyway.
        self.pages = [
            (
                float(page.get("width")),
                float(page.get("height")),
                [
                    (word.text or "", *(float(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax")))
                    for word in page.iterfind("x:word", namespace)
                ],
            )
            for page in ElementTree.fromstring(boxes).iterfind(".//x:page", namespace)
        ]

    def words(self, page, above=-1.0, below=1e9):
        """The words of a page (from 0) whose middle lies between two heights, in points from the upper edge."""
        return [word[0] for word in self.pages[page][2] if above < (word[2] + word[4]) / 2 < below]

    @property
    def text(self):
        return " ".join(word for page in range(len(self.pages)) for word in self.words(page))

    def fonts(self):
        """Name of each font, and whether it is built in."""
        lines = _output("pdffonts", self.path).splitlines()[2:]
        return {line.split()[0]: line.split()[-5] == "yes" for line in lines}

    def info(self):
        lines = (line.partition(":") for line in _output("pdfinfo", self.path).splitlines())
        return {name: value.strip() for name, _, value in lines}

    def attachment(self, number, folder):
        target = folder / f"attachment-{number}"
        subprocess.run(["pdfdetach", "-save", str(number), "-o", target, self.path], check=True)
        return target.read_bytes()


def _output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def read_pdf():
    return Pdf


@pytest.fixture
def stamp():
    """Of content that is not overdue, on a day in its time."""
    return Stamp("2026.11.1", date(2026, 11, 27), date(2027, 5, 27), date(2026, 11, 30))
