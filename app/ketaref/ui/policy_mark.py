"""The lasting mark that the policy of this machine is not valid: the message that tells why goes with the next page."""

from PySide6.QtWidgets import QMainWindow, QPushButton

TEXT = "! Policy not valid"


def mark_invalid_policy(window: QMainWindow, reason: str) -> QPushButton:
    """Put the mark at the right of the status bar, for as long as the window lives.

    It is a button, which opens what the caller connects it with. `reason`: the message, for its tip.
    """
    mark = QPushButton(TEXT, window)
    mark.setObjectName("policy_mark")
    mark.setFlat(True)
    mark.setAutoDefault(False)
    mark.setAccessibleName("Policy not valid")
    mark.setAccessibleDescription("Opens Policy of this machine, which tells every mistake.")
    mark.setToolTip(reason)
    window.statusBar().addPermanentWidget(mark)
    return mark
