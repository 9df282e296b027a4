"""The content folder as a whole: read, then checked."""

from pathlib import Path

from ketaref.compiler.checks import START_PAGE, check
from ketaref.compiler.content import Content, Watch, unwatched
from ketaref.compiler.pages import read_pages
from ketaref.compiler.records import META_FILE, read_data
from ketaref.core.errors import ContentError, InputError, Problem


def load_content(folder: Path, watch: Watch = unwatched) -> Content:
    """The content, free of problems. Raises ContentError with every problem that there is.

    Raises InputError where `folder` is no content folder at all.
    """
    content, problems = read_content(folder, watch)
    if problems:
        raise ContentError(problems)
    return content


def read_content(folder: Path, watch: Watch = unwatched) -> tuple[Content, list[Problem]]:
    """The content as far as it could be read, and every problem. Raises InputError where there is no content."""
    if not (folder / META_FILE).is_file() and not (folder / "topics").is_dir():
        raise InputError("folder", f"no content in {folder}: it has neither {META_FILE} nor topics/")
    problems: list[Problem] = []
    start = folder / "topics" / f"{START_PAGE}.md"
    if not start.is_file():
        problems.append(Problem(str(start), 1, "this page is missing; the program opens with it"))
    data = read_data(folder, problems, watch)
    content = Content(data, read_pages(folder, data, problems, watch))
    problems += check(content)
    return content, sorted(set(problems))
