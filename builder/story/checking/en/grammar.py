"""English: how words stand to each other."""

import re

from builder.story.checking.words.grammar import Grammar


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_COUNT = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen|twenty"
)
_PLACES = r"of|in|among|by|at|over|while|and|with|on"

GRAMMAR = Grammar(
    listed=_words(r"(?:['’]s?)?\s*(?:,|&|/|and|or|,\s*and)\s*(?:the\s)?"),
    article=_words(r"\s*(?:an?\s*)?"),
    owns=_words(r"['’]s?\b"),
    leads_to_name=_words(r"(?:\w+ ){0,3}(?:in|of|for|on|from|by)"),
    reaches=_words(
        r"\s*(?:\w+ly\s*)?(?:of|by|another|a further|a|an|as much as|on|between|from"
        r"|anywhere from)?\s*"
    ),
    restates=_words(r",?\s*(?:or|\(|/|i\.e\.|\(or)\s*"),
    of_whole=_words(
        r"\s+(?:\w+\s+){0,2}?(?:of|out of)\s+"
        r"(?:the|that|its|a|their|today's|yesterday's|\w+['’]s)?\s*(?:total\s+)?"
    ),
    set_against=_words(
        r"\W*(?:against|versus|vs\.?|compared with|compared to|to)\W*(?:just|only)?\W*"
    ),
    then_day=_words(r"\s+\w+(?:\s+the)?\s+"),
    joins_numbers=_words(r"(?:,|,?\s?and|,?\s?or|to|-|–|—|/|,?\s?&)"),
    joins=frozenset({",", "and", "or", "(", ")", "plus"}),
    number_lead=_words(
        r"\s(?:(?:at|to|from|by|with|of|for|in|than)\s+)?(?:the\s+)?(?:\S+['’]s)?\s*$"
        r"|\s(?:at|to|from|by|with|of|for|in|than|the|a)\s*$"
    ),
    clause=_words(r"[;:—–]|\.\.\.|\b(?:while|whereas|but|although|though)\b"),
    predicate=_words(
        r"[;:—–]|,\s(?=(?:and|but|while|as)\b)|\b(?:while|whereas|but|although|though|after|before"
        r"|when|as|because|even as)\b"
    ),
    strict_sum=_words(
        r"\b(?:mak(?:e|es|ing)|add(?:s|ed|ing)? up to|sum(?:s|med)? to|for a (?:total|sum) of"
        r"|com(?:e|es|ing) to|came to|amount(?:s|ed|ing)? to|total(?:s|led|ed|ling|ing)"
        r"|equal(?:s|led|ling)?|brings? the total to|bringing the total to|brought the total to"
        r"|is the sum of|made up of|gives?|giving)\b|="
    ),
    by=_words(r"\bby\s*(?:a\s+)?$"),
    more_than=_words(r"\s*(?:more|less|fewer|higher|lower) than\b"),
    for_every=_words(r"\bfor (?:every|each) (?:one )?(?:dollar|\$1\b)"),
    plus=_words(r"\bplus\b|\+"),
    adds=_words(r"\b(?:and|plus)\b|[,;+&]"),
    small=_words(r"[\s,:a]*(?:some|just|exactly)?\s*"),
    and_word="and",
    to_word="to",
    between=_words(r"\bbetween\s*$"),
    begins=_words(r"\bfrom\s*$"),
    counted=_words(r"[\s-]+(?:[a-z]+[\s-]+)?[a-z]{2,}s\b"),
    moved_in=_words(r"\s+(?:\w+\s+){0,3}"),
    past_label=_words(
        r"\b(?:from|out of|than|near|nearly|almost|towards?|close to|short of|shy of|edge of"
        r"|brink of|above|below|left|leaving|exit(?:s|ed|ing)?|border(?:s|ed|ing)?(?: on)?|until"
        r"|before|after|between|not|no longer|away from|neither|nor|without|isn't|wasn't|had been"
        r"|rather than|instead of)\s+(?:the |a |an |its |of |band of |zone of )*$"
    ),
    filler=_words(
        r"\s*(?:the\s+|that\s+of\s+|that\s+in\s+|those\s+(?:in|of)\s+|those\s+|that\s+|in\s+|of\s+"
        r"|both\s+|either\s+|was\s+|were\s+|came\s+|is\s+|a\s+|longs?\s+in\s+|shorts?\s+in\s+)*"
    ),
    of_name=_words(r"(?:['’]s)?\s*(?:in\s+|on\s+)?"),
    list_goes_on=_words(r"(?:,|\band)\s*(?:then\s+)?(?:by\s+)?$"),
    numbered_list=_words(r"\s*\([^)]*\)\s*(?:,|,?\s*and)\s*"),
    after_name=_words(r"(?:^|[,;]\s*)(?:after|behind|next to)\s+$"),
    more_of=_words(r"\b(?:(?P<more>more)|fewer|less)\s*(?:of\s+the\s+)?$"),
    than=_words(r"(?:positions |were liquidated |liquidated )?than"),
    rank_before=_words(
        r"\b(?:ranked|ranks|ranking|came|comes|finished|placed|was|were|is|in|into|to|at"
        r"|a (?:close|distant))$"
    ),
    rank_after=_words(r"\s*(?:place|spot|with|at|by|in|on|among|of|for|behind|and|[,.;:()]|$)"),
    bare_superlatives=frozenset(
        {"most", "least", "furthest", "farthest", "hardest", "fastest", "the most"}
    ),
    bare_behind=_words(
        rf"\s*(?:$|[,.;:()$\d]|(?:{_PLACES}|open interest|liquidations|longs|shorts|funding|volume"
        r"|positions|ground)\b)"
    ),
    bare_among=_words(r"\s+(?:of (?:the|all|any|them)|among)\b"),
    with_article=_words(r"\bthe(?: most)?\s*$"),
    verb_to_superlative=_words(r"\s*(?:\w+ly\s*|the\s*|by\s+the\s*)?"),
    noun_superlatives=frozenset({"top"}),
    only_behind_leader=frozenset({"followed"}),
    denials=frozenset({"not", "rather than"}),
    denied_name=_words(r"\b(?:not|unlike|rather than|instead of|than)\s+(?:the\s+)?$"),
    denial_gap=_words(r"\s*,?\s*"),
    leaders=_words(r".*\bby$"),
    span=_words(
        r"\b(?:in|for|over|of)\s+(?:the\s+)?(?:past\s+|last\s+)?"
        r"(?:more than\s+|over\s+|at least\s+|nearly\s+|almost\s+|about\s+)?"
        r"(?P<count>an?|\w+|\d+)?\s*(?P<unit>day|week|month|year)s?\b"
    ),
    period=_words(
        r"\b(?:of|this|in) (?:the )?(?:(?P<year>year)|(?P<month>month)|(?P<week>week))\b"
    ),
    owner=_words(r"['’]s?\s"),
    amount_of=_words(r"\s+(?:worth\s+)?(?:of|in)\s+(?:its\s+)?"),
    sized=_words(
        r"\s+(?:(?P<up>larger|bigger|greater|more|above|higher)|smaller|less|fewer|below|lower)\b"
    ),
    earlier=_words(r"\s+(?:before|earlier|previously)\s*(?=[.,;:)]|$)"),
    after_level=_words(r"[^.;]*\bafter\s+"),
    some_of=_words(
        rf"\b(?:all|none|\d+|{_COUNT}) (?:out )?of (?:the |all |its )?(?:\d+|{_COUNT})\b"
        r"(?!\s*(?:dollars|per ?cent|%|hours))"
    ),
    units={"day": 1, "week": 7, "month": 30, "year": 365},
)
