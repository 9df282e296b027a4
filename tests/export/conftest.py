from datetime import date

import pytest

from ketaref.core.source import Checked, Source, SourceKind
from ketaref.export.sheet import Stamp


@pytest.fixture
def stamp():
    return Stamp("2026.11.1", date(2026, 11, 27), date(2027, 5, 27), date(2026, 11, 30))


@pytest.fixture
def sources():
    def source(source_id, **fields):
        return Source(
            source_id, SourceKind.RCT, f"Title of {source_id}", source_id.capitalize(), Checked.PAGE, **fields
        )

    return (source("feder", doi="10.1/x"), source("us_label", url="https://example.org/label"), source("third"))
