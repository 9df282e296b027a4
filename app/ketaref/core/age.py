"""How old something is, in words that a person says."""

from datetime import date


def age_in_words(day: date, today: date) -> str:
    """`today`, `9 days ago`, `3 weeks ago`, `in 2 months`: rounded down; weeks are counted from two."""
    days = (today - day).days
    if days == 0:
        return "today"
    if abs(days) == 1:
        return "yesterday" if days == 1 else "tomorrow"
    amount = _rounded_down(abs(days))
    return f"{amount} ago" if days > 0 else f"in {amount}"


def _rounded_down(days: int) -> str:
    for unit, length in (("year", 365), ("month", 30), ("week", 7)):
        count = days // length
        if count >= 2 or (count == 1 and unit != "week"):
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return f"{days} days"


def day_in_words(day: date) -> str:
    """`25 Nov 2026`: never a row of figures that Americans and Europeans read differently."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{day.day} {months[day.month - 1]} {day.year}"


def overdue_in_words(review_due: date, today: date) -> str:
    """What to say of content past its review date; nothing before."""
    if today <= review_due:
        return ""
    return f"Past its review date ({day_in_words(review_due)}): check for newer content before relying on it"
