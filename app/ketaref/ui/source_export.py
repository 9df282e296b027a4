"""Asking for a file and a format for sources, and writing them. Loaded when the first are exported."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ketaref.core.errors import InputError
from ketaref.core.source import Source
from ketaref.export.citations import CitationFormat, citations
from ketaref.export.saving import save
from ketaref.store.content import ContentInfo
from ketaref.ui.save_dialog import save_dialog

Tell = Callable[[str], None]
_FILTERS = {f"{form.label} (*.{form.ending})": form for form in CitationFormat}


def ask_and_export(
    asking: QWidget, sources: tuple[Source, ...], content: ContentInfo, file_name: str, tell: Tell
) -> None:
    """Open a dialog for file and format; once it is confirmed, write and `tell` what was written, or why not.

    The ending that is typed decides the format, else the filter that is chosen: no file is named as what it is not.
    """
    if not sources:
        tell("There are no sources to export here.")
        return
    dialog = save_dialog(asking.window(), f"Export {_counted(sources)}")
    dialog.setNameFilters(list(_FILTERS))
    dialog.setDefaultSuffix(CitationFormat.RIS.ending)
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(_FILTERS[chosen].ending))
    dialog.selectFile(file_name)

    def write(chosen: str) -> None:
        path = Path(chosen)
        form = format_of(path, dialog.selectedNameFilter())
        try:
            save(path, citations(sources, form, content))
        except InputError as error:
            tell(f"Not exported: {str(error).removeprefix(f'{error.field}: ')}")
            return
        tell(f"{_counted(sources)} written as {form.label} to {path}")

    dialog.fileSelected.connect(write)
    dialog.finished.connect(lambda _result: asking.setFocus())
    dialog.open()


def format_of(path: Path, chosen_filter: str) -> CitationFormat:
    """The format of a file by its ending, else by the filter."""
    ending = path.suffix.removeprefix(".").casefold()
    by_ending = (form for form in CitationFormat if form.ending == ending)
    return next(by_ending, _FILTERS.get(chosen_filter, CitationFormat.RIS))


def _counted(sources: tuple[Source, ...]) -> str:
    return "1 source" if len(sources) == 1 else f"{len(sources)} sources"
