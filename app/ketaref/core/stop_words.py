"""Words of a question that say nothing of what is asked."""

_QUESTION_WORDS = """
a about all also am an and any anyone are as at be because been being but by can cannot could did do does
doing done don for from get gets give given gives giving go goes got had has have having he her him his how i if in
into is it its just ll may me might must my need needs of on one or our over patient patients please re s say says
shall she should so some someone still t take taken takes taking tell than that the their them then there these they
this those through to together up us use used using ve very was we were what whats when where whether which while who
whom whose why will with without would you your
arent cant couldnt didnt doesnt dont hadnt hasnt havent hes isnt ive shes shouldnt thats theres theyre wasnt weve werent
whats wont wouldnt youre aren couldn didn doesn don hadn hasn haven isn shouldn wasn weren won wouldn d m
"""

STOP_WORDS = frozenset(_QUESTION_WORDS.split())
"""Dropped from a query unless they are part of a known term, or typed in capitals as an abbreviation (IN, DID)."""

FILLERS = frozenset(
    {"advice", "explain", "help", "info", "information", "issue", "issues", "meaning", "problem", "problems", "trouble"}
)
"""Words that people add when they ask about something; dropped when something else is left."""
