"""One side effect: how often as a chart and as a table, then when, how long, and what to do."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from ketaref.core.adverse_effect import AdverseEffect, Rate
from ketaref.core.effect_html import lines_beside_rates, missing_rates_html, rates_by_agent
from ketaref.core.record_html import lines_html, sources_html
from ketaref.core.record_text import own_rate_text, share_text, sources_of
from ketaref.core.source import Source
from ketaref.store.content import ContentStore
from ketaref.ui.catalogue_page import DetailPane
from ketaref.ui.growing import GrowingReader, GrowingTable
from ketaref.ui.labels import Heading, Note
from ketaref.ui.rate_chart import RateChart
from ketaref.ui.record_table import Column
from ketaref.ui.theme import Theme


class EffectDetail(DetailPane):
    """The chosen side effect, or a hint to choose one."""

    def __init__(self, store: ContentStore, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName("Chosen side effect")
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(self.area)
        self.name = Heading()
        self.hint = Note("Choose a side effect to read it here.")
        self.facts = QLabel()
        self.facts.setWordWrap(True)
        self.rates_heading = Heading("Published rates", "large")
        self.chart = RateChart(theme)
        self.table = _rate_table(store)
        self.text = GrowingReader(theme, "About the chosen side effect", margin=0)
        self.text.setObjectName("embedded_text")
        self.sources = GrowingReader(theme, "Sources of the chosen side effect", margin=0)
        self.sources.setObjectName("embedded_text")
        for reader in (self.text, self.sources):
            reader.location_requested.connect(self.location_requested)
        body = QWidget()
        body.setObjectName("record_body")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(8)
        for widget in (
            self.hint,
            self.name,
            self.facts,
            self.text,
            self.rates_heading,
            self.chart,
            self.table,
            self.sources,
        ):
            layout.addWidget(widget)
        layout.addStretch()
        self.area.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        self.show_record(None)

    def show_record(self, effect: AdverseEffect | None) -> None:
        """Show another effect; None shows what to do here."""
        for widget in (self.facts, self.text, self.rates_heading, self.chart, self.table, self.sources):
            widget.setVisible(effect is not None)
        self.hint.setVisible(effect is None)
        if effect is None:
            self.name.say("")
            return
        self.name.say(effect.name)
        self.facts.setText(_facts(effect))
        self.chart.show_rates(rates_by_agent(effect), f"rates of {effect.name.lower()}")
        self.table.show_records(rates_by_agent(effect))
        named = sources_of(effect)
        sources = {source.id: source for source in self._store.sources_named(named)}
        self.text.show_html(_text_html(effect, sources))
        self.sources.show_html(sources_html(effect, sources))
        self.area.verticalScrollBar().setValue(0)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self.chart.set_theme(theme)
        self.text.set_theme(theme)
        self.sources.set_theme(theme)


def _text_html(effect: AdverseEffect, sources: Mapping[str, Source]) -> str:
    shown_above = ("In plain words", "Organ class", "Seriousness")
    lines = [line for line in lines_beside_rates(effect) if line.label not in shown_above]
    return lines_html(lines, sources) + missing_rates_html(effect)


def _rate_table(store: ContentStore) -> GrowingTable:
    columns = (
        Column[Rate]("Agent", lambda rate: rate.agent.label, 3),
        Column[Rate]("Dose and setting", lambda rate: rate.dose_context, 6),
        Column[Rate]("Rate", own_rate_text, 3),
        Column[Rate]("Comparator", lambda rate: share_text(rate.comparator_percent, rate.comparator_count) or "—", 3),
        Column[Rate]("Source", lambda rate: f"{store.source(rate.source).short}, {rate.checked.label}", 4),
    )
    return GrowingTable(columns, "Published rates")


def _facts(effect: AdverseEffect) -> str:
    serious = _sentence(effect.seriousness_note) or effect.seriousness.label
    course = "Long-term" if effect.long_term else "Acute"
    return f"{_sentence(effect.plain_name)}.\n{serious}.\n{effect.system_organ_class}. {course}."


def _sentence(text: str) -> str:
    """With a capital at its beginning; the others stay, so that names and abbreviations keep theirs."""
    return text[:1].upper() + text[1:]
