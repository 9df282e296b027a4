"""What a question asks for, beside what it is about: how long, how much, what to do.

The words of such a frame stand in nearly every question, so that search drops them; what they ask for tells one
question about a thing from another.
"""

import re

_FRAMES = {
    "amount": "how much|how many mg|what dose|which dose|what amount",
    "comparison": "vs|versus|compared (?:to|with)|better than|worse than|instead of|rather than|or just",
    "duration": "how long|how many (?:hours|days|weeks|months|minutes)|until when|till when",
    "exclusion": "who (?:should|must|can|may|could) ?(?:not|never|t)|who (?:cannot|shouldn t|mustn t|can t)|rule out"
    "|should (?:not|never) (?:get|have|receive)",
    "frequency": "how often|how common|how likely|how frequent(?:ly)?|how rare|what (?:percentage|proportion|share)",
    "history": "when was|when were|who (?:discovered|invented|first)|first (?:used|tried|made|tested|approved)",
    "management": "what (?:do|should|can|must|would|shall) (?:i|we|you|one) (?:do|give|use)|what to (?:do|give|use)"
    "|what helps|how (?:do|should|can) (?:i|we|you) (?:treat|manage|handle|stop|help)"
    "|how to (?:treat|manage|handle|stop)",
    "mechanism": "how (?:does|do|is|are) .{0,30}(?:work|working|act|affect)|why (?:does|do|is|are|would)",
    "number": "how many",
    "onset": "how (?:soon|fast|quick|quickly|early)|when (?:does|do|will|should) .{0,25}(?:work|start|begin|kick|help)",
    "permission": "(?:can|may|could|should) (?:i|we|you|he|she|they|someone|patients?) (?:still )?"
    "(?:give|have|get|take|use|go|start|combine|drive|eat|drink)|(?:is|are) (?:it|this|they) (?:ok|okay|safe|allowed)"
    "|go ahead|is .{0,25} (?:safe|ok|okay|allowed|contraindicated)",
    "place": "where",
    "time": "when (?:do|can|should|must|may|to|is|are|will)",
}

_patterns = {name: re.compile(rf"\b(?:{pattern})\b") for name, pattern in _FRAMES.items()}


def frames_of(folded: str) -> list[str]:
    """The names of what a folded text asks for, such as "duration"; empty for one that only names something."""
    return [name for name, pattern in _patterns.items() if pattern.search(folded)]
