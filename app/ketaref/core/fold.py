"""Text as search compares it. The compiler folds names with it, the query parser what is typed: both must agree."""

import unicodedata

GREEK_NAMES = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta",
    "ι": "iota",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "ν": "nu",
    "ξ": "xi",
    "ο": "omicron",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "υ": "upsilon",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
}
"""Small Greek letters, as they stand after case folding, with their names."""

_MICRO_UNITS = ("μg", "μmol", "μl", "μm")

_ASCII_TABLE = {
    code: chr(code).lower() if chr(code).isalnum() else " " if chr(code).isprintable() or chr(code).isspace() else None
    for code in range(128)
}


def fold(text: str) -> str:
    """The words of `text` with one space between: lower case, no accents, wide letters as plain ones,
    Greek letters as names.

    Everything that is not a letter or digit parts words (hyphens, dashes, slashes, apostrophes, decimal points: the
    full-text index parts them there too), except control characters, which vanish. Empty where no word is left.
    """
    if text.isascii():
        return " ".join(text.translate(_ASCII_TABLE).split())
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if unicodedata.category(char) not in ("Mn", "Cc", "Cf") or char.isspace())
    plain = unicodedata.normalize("NFC", plain).casefold()
    for unit in _MICRO_UNITS:
        plain = plain.replace(unit, f"mc{unit[1:]}")
    return " ".join("".join(_folded_char(char) for char in plain).split())


def _folded_char(char: str) -> str:
    if char in GREEK_NAMES:
        return GREEK_NAMES[char]
    return char if char.isalnum() else " "
