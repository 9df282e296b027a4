"""What tests of single pages share."""

import pytest

from ketaref.store.content import ContentStore


@pytest.fixture
def store(content_file):
    """The shipped content, opened."""
    store = ContentStore.open(content_file)
    yield store
    store.close()
