"""What the checklist needs of its records: numbers that can be reached, and references that lead somewhere."""

from collections.abc import Iterator

from ketaref.compiler.content import Data, Located
from ketaref.core.contraindication import Contraindication
from ketaref.core.errors import Problem
from ketaref.core.location import Kind
from ketaref.core.measurement import Quantity


def check_checklist(data: Data) -> Iterator[Problem]:
    """Limits of known quantities within what can be typed; items and monitoring steps that are there."""
    quantities = {item.value.id: item.value for item in data.quantities}
    items: dict[str, Contraindication] = data.of(Kind.CONTRAINDICATION)  # type: ignore[assignment]
    steps, interactions = data.of(Kind.MONITORING), data.of(Kind.INTERACTION)
    for quantity in data.quantities:
        if not quantity.value.least < quantity.value.most:
            yield quantity.problem(f"{quantity.value.id}: the least must be below the most", "least")
        if quantity.value.below and quantity.value.below not in quantities:
            yield quantity.problem(f"{quantity.value.id}: {quantity.value.below!r} is no quantity", "below")
    for item in data.records.get(Kind.CONTRAINDICATION, ()):
        record = item.value
        yield from _limits(item, quantities)
        parent = items.get(record.asked_if)
        if record.asked_if and (parent is None or parent.asked_if or parent is record):
            message = f"{record.id}: {record.asked_if!r} is no item that is itself always asked"
            yield item.problem(message, "asked_if")
        for name, there in (("monitoring", steps), ("interactions", interactions)):
            for place, named in enumerate(getattr(record, name)):
                if named not in there:
                    yield item.problem(f"{record.id}: there is no {name} record {named!r}", name, place)


def _limits(item: Located[Contraindication], quantities: dict[str, Quantity]) -> Iterator[Problem]:
    record = item.value
    for place, position in enumerate(record.positions):
        for number, limit in enumerate(position.limits):
            at = ("positions", place, "limits", number)
            if not limit.comparisons:
                yield item.problem(f"{record.id}: a limit without a number", *at)
            for index, comparison in enumerate(limit.comparisons):
                quantity = quantities.get(comparison.quantity)
                path = (*at, "comparisons", index)
                if quantity is None:
                    message = f"{record.id}: {comparison.quantity!r} stands not in quantities.yaml"
                    yield item.problem(message, *path, "quantity")
                elif not quantity.least < comparison.value < quantity.most:
                    message = f"{record.id}: {comparison.value:g} lies outside what can be typed for {quantity.id}"
                    yield item.problem(message, *path, "value")
