"""Palette and style sheet, both made from a theme. No size is fixed but gaps and lines, so that text can grow."""

from PySide6.QtGui import QColor, QPalette

from ketaref.paths import resources_folder
from ketaref.ui.theme import HIGH_CONTRAST, Theme


def palette(theme: Theme) -> QPalette:
    """The colours that Qt itself draws with."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.raised,
        role.Text: theme.text,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.BrightText: theme.absolute,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.text,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.PlaceholderText: theme.muted,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.Light: theme.surface,
        role.Midlight: theme.raised,
        role.Mid: theme.border,
        role.Dark: theme.border,
        role.Shadow: theme.border,
        role.Accent: theme.accent,
    }
    result = QPalette()
    for name, colour in colours.items():
        result.setColor(name, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for name in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(disabled, name, QColor(theme.muted))
    return result


def style_sheet(theme: Theme) -> str:
    """Lines, gaps and states. Focus is a 2-pixel line of the accent colour, everywhere the same."""
    arrow = (resources_folder() / "icons" / "down.png").as_posix()  # a grey that stands out on every surface
    # Where text is as bright as it can be, a dimmer one is not seen as such.
    disabled_edge = "dashed" if theme is HIGH_CONTRAST else "solid"
    # A 1-pixel line and 1 pixel of padding become a 2-pixel line, so nothing moves when focus comes.
    return f"""
QToolTip {{ border: 1px solid {theme.border}; padding: 4px; background: {theme.raised}; color: {theme.text}; }}
QMenuBar {{ background: {theme.window}; padding: 2px 4px; }}
QMenuBar::item {{ padding: 4px 8px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {theme.selection}; }}
QMenu {{ background: {theme.surface}; border: 1px solid {theme.border}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 24px; border-radius: 4px; }}
QMenu::item:selected {{ background: {theme.selection}; color: {theme.text}; }}
QMenu::separator {{ height: 1px; background: {theme.border}; margin: 4px 8px; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QStatusBar {{ background: {theme.window}; border-top: 1px solid {theme.border}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ padding: 2px 8px; }}
QSplitter::handle {{ background: {theme.border}; }}

QLineEdit {{ background: {theme.surface}; border: 1px solid {theme.border}; border-radius: 6px; padding: 6px 9px;
    selection-background-color: {theme.selection}; selection-color: {theme.text}; }}
QLineEdit:hover {{ border-color: {theme.muted}; }}
QLineEdit:focus {{ border: 2px solid {theme.accent}; padding: 5px 8px; }}

QPushButton, QComboBox {{ background: {theme.surface}; border: 1px solid {theme.border}; border-radius: 6px;
    padding: 5px 13px; }}
QPushButton:hover, QComboBox:hover {{ background: {theme.raised}; border-color: {theme.muted}; }}
QPushButton:pressed {{ background: {theme.selection}; }}
QPushButton:checked {{ background: {theme.selection}; border-color: {theme.accent}; }}
QPushButton:focus, QComboBox:focus {{ border: 2px solid {theme.accent}; padding: 4px 12px; }}
QPushButton:disabled, QComboBox:disabled {{ color: {theme.muted}; border-style: {disabled_edge}; }}
QPushButton:default {{ background: {theme.accent}; color: {theme.on_accent}; border-color: {theme.accent}; }}
QPushButton:default:focus {{ border: 2px solid {theme.text}; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ border: 1px solid {theme.border}; padding: 4px; }}

QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 5px; }}
QToolButton:hover {{ background: {theme.raised}; }}
QToolButton:pressed, QToolButton:checked {{ background: {theme.selection}; }}
QToolButton:focus {{ border: 2px solid {theme.accent}; padding: 4px; }}

QAbstractItemView {{ background: {theme.surface}; border: 1px solid {theme.border}; padding: 1px; outline: none; }}
QAbstractItemView:focus {{ border: 2px solid {theme.accent}; padding: 0; }}
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {{ background: {theme.selection};
    color: {theme.text}; }}
QHeaderView {{ border: none; padding: 0; background: {theme.raised}; }}
QHeaderView::section {{ background: {theme.raised}; border: none; border-bottom: 1px solid {theme.border};
    border-right: 1px solid {theme.border}; padding: 6px 8px; font-weight: 600; }}
QTableView {{ gridline-color: {theme.border}; }}
QTableView::item {{ padding: 6px 8px; border-bottom: 1px solid {theme.raised}; }}
QTableCornerButton::section {{ background: {theme.raised}; border: none; }}

QTextEdit, QPlainTextEdit {{ background: {theme.surface}; border: 1px solid {theme.border}; padding: 1px; }}
QTextEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {theme.accent}; padding: 0; }}
QScrollArea {{ border: 2px solid transparent; background: transparent; }}
QScrollArea:focus {{ border-color: {theme.accent}; }}

QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {theme.border}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {theme.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

#top_bar {{ background: {theme.window}; border-bottom: 1px solid {theme.border}; }}
#navigation, #outline, #source_list {{ background: {theme.window}; border-color: transparent; }}
#navigation:focus, #outline:focus, #source_list:focus {{ border-color: {theme.accent}; }}
#navigation::item, #outline::item {{ padding: 5px 4px; border-left: 3px solid transparent; }}
#navigation::item:hover, #outline::item:hover {{ background: {theme.raised}; }}
#navigation::item:selected, #outline::item:selected {{ background: {theme.selection};
    border-left: 3px solid {theme.accent}; }}
#search_field {{ background: {theme.surface}; }}
#hit_list, #recent_list {{ border-color: transparent; }}
#hit_list:focus, #recent_list:focus {{ border-color: {theme.accent}; }}
#kind_filter {{ border-radius: 9px; padding: 3px 11px; }}
#kind_filter:focus {{ padding: 2px 10px; }}
#reader, #reader:focus {{ border: none; border-top: 2px solid transparent; padding: 0; }}
#reader:focus {{ border-top-color: {theme.accent}; }}
#find_bar {{ background: {theme.window}; border-bottom: 1px solid {theme.border}; }}
#source_card {{ background: {theme.window}; border-top: 2px solid {theme.accent}; }}
#notice {{ background: {theme.raised}; border: none; border-bottom: 2px solid {theme.relative}; }}
#record_body {{ background: {theme.surface}; }}
#embedded_text, #embedded_text:focus {{ border: 2px solid transparent; padding: 0; }}
#embedded_text:focus {{ border-color: {theme.accent}; }}
PolicyDialog QLabel {{ border: 2px solid transparent; padding: 2px 6px; }}
PolicyDialog QLabel:focus {{ border: 2px solid {theme.accent}; }}
#muted {{ color: {theme.muted}; }}
#alert {{ background: {theme.surface}; border: 2px solid {theme.absolute}; border-radius: 6px; }}
#alert_text {{ color: {theme.absolute}; font-weight: 600; }}
#policy_mark {{ color: {theme.relative}; font-weight: 600; padding: 1px 8px; }}
#policy_mark:focus {{ padding: 0 7px; }}
#warning {{ color: {theme.relative}; font-weight: 600; }}
"""
