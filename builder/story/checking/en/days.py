"""English: how days and windows are named."""

RELATIVE = {
    "today": 0,
    "tonight": 0,
    "this day": 0,
    "yesterday": -1,
    "a day earlier": -1,
    "one day earlier": -1,
    "a day before": -1,
    "one day before": -1,
    "the day before": -1,
    "day before": -1,
    "a day ago": -1,
    "one day ago": -1,
    "the previous day": -1,
    "previous day": -1,
    "the prior day": -1,
    "prior day": -1,
    "the preceding day": -1,
    "preceding day": -1,
    "day earlier": -1,
    "24 hours earlier": -1,
    "24 hours ago": -1,
    "24 hours before": -1,
    "the day before yesterday": -2,
    "day before yesterday": -2,
    "a week earlier": -7,
    "a week ago": -7,
    "one week earlier": -7,
    "one week ago": -7,
    "tomorrow": 1,
    "the day after": 1,
    "the next day": 1,
    "the following day": 1,
}
AGO = "earlier|ago|before|previously"
UNITS = {"days": 1, "weeks": 7}
THIS_PERIOD = "this (?:week|month|year|quarter)"
OTHER_PERIOD = (
    "last (?:week|month|year|quarter|summer|winter|spring|autumn|fall)"
    "|(?:the )?(?:previous|prior|preceding) (?:week|month|year|quarter)"
    "|earlier this (?:week|month|year)|a (?:month|year) (?:ago|earlier|before)"
    "|(?:two|three|four|five|six|seven|eight|nine|ten|\\d+) (?:months|years) (?:ago|earlier|before)"
)
COMING = "(?:next|coming|upcoming|following) "

WINDOWS = {
    "24": """
        over the day, over one day, over a day, in a day, in one day, in a single day, on the
        day, past day, last day, over the past day, in the past day, within a day, daily, a
        full day, full day, one day change, day on day, day over day, during the day, for the
        day, the session, over the session, overnight, one day""",
    "other": """
        past hour, last hour, one hour, an hour, in an hour, within an hour, half hour, past
        week, last week, over the week, on the week, in a week, weekly, past month, last month,
        monthly, over the month, on the month, past year, weekend, minutes, past minute,
        quarterly""",
}
HOURS = "hours?|hrs?|h"
DAYS_LONG = "days?|weeks?|months?|years?|minutes?|mins?"
BASELINE = (
    "since|than on|than|from|versus|vs\\.?|against|compared (?:with|to)|relative to|above"
    "|below|after"
    "|up on|down on|up from|down from|over|on top of|beat|beats|topped|exceeding|exceeded"
)
RECENT = "last|past"
ORDINAL = "st|nd|rd|th"
IN_YEAR = "in|of|since|for|during|from|than in|In|Of|Since|For|During|From"
SHORT_MONTHS = ("May",)
