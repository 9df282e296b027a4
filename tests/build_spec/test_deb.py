"""The package for Debian: what it may ask for, so that one serves Debian 12 and everything newer."""

import pytest

from artefacts import deb
from artefacts.release import BuildError


@pytest.fixture
def told(tmp_path, monkeypatch):
    """The dependencies of a payload for which dpkg-shlibdeps tells these."""

    def dependencies(names):
        monkeypatch.setattr(deb, "run", lambda *_words, **_more: f"shlibs:Depends={names}\n")
        return deb.dependencies(tmp_path, tmp_path)

    return dependencies


@pytest.mark.parametrize(
    "names", ["libc6 (>= 2.34), libglib2.0-0 (>= 2.12.0)", "libglib2.0-0t64 (>= 2.12) | libglib2.0-0, libt64-1"]
)
def test_packages_of_debian_12_are_asked_for(told, names):
    assert told(names) == names


def test_packages_that_debian_12_lacks_are_refused_with_where_to_build(told):
    with pytest.raises(BuildError, match=r"libcups2t64, libglib2\.0-0t64.*Debian 12.*build it there"):
        told("libc6 (>= 2.34), libglib2.0-0t64 (>= 2.12.0), libcups2t64:amd64 (>= 1.6)")
