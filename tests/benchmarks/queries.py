"""What the benchmarks type into search: real queries of clinicians, one place for all that measure search alone."""

from collections.abc import Iterator

QUERIES = (
    "high blood pressure",
    "HTN",
    "MAOI",
    "K-hole",
    "ketamin dose",
    "spravado",
    "dissociation",
    "can I give it with clonazepam?",
    "0.5 mg/kg over 40 min",
    "140/90",
    "esketamine pregnancy",
    "bladder problems",
    "PTSD",
    "post-traumatic stress disorder",
    "how long does dissociation last",
    "glaucoma",
    "raised intracranial pressure",
    "uncontrolled hypertension before infusion",
    "feder 2021",
    "IV ketamine PTSD regimen",
    "intranasal esketamine",
    "when can they go home",
    "driving after ketamine",
    "fasting before treatment",
    "nausea and vomiting",
    "ketamine cystitis",
    "liver function tests",
    "schizophrenia",
    "history of mania",
    "alcohol use disorder",
    "naltrexone",
    "St John's wort",
    "lamotrigine",
    "VA/DoD guideline",
    "NICE",
    "CAPS-5",
    "addiction",
    "consent off-label",
    "anurysm",
    "hemorrhage",
    "depersonalisation",
    "xyzzy",
)


def beginnings(query: str) -> Iterator[str]:
    """What stands in the field after each key."""
    return (query[:end] for end in range(1, len(query) + 1))
