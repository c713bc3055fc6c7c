"""English: what a chatbot or a half-finished draft leaves in a text."""

LEFTOVERS = (
    r"^(?:certainly|sure|of course|absolutely|great question|no problem"
    r"|understood)[!,.]? (?:here(?:'s| is| are)|i(?:'ll| will| can|'d)|let me|below is)",
    r"^(?:certainly|absolutely|of course|sure(?: thing)?)!",
    r"\bhere(?:'s| is) (?:the|a|an|your|my) (?:[\w-]+ ){0,3}?(?:rewritten|revised|rewrite"
    r"|polished|updated|improved|edited|corrected|translated|summarised|summarized"
    r"|cleaned-up|cleaned up|optimised|optimized|refined|paraphrased)\b",
    r"\bhere(?:'s| is) (?:the|a|an|your) (?:[\w-]+ ){0,4}?(?:article|draft|summary|version"
    r"|translation|text|rewrite|post|paragraph)\b(?= (?:you|with|that you|in|based"
    r"|as requested|below|of your|for you)|[:.!]|$)",
    r"\b(?:rewritten|revised|improved|polished) (?:article|version|draft|text) (?:with"
    r"|for) (?:improved|better|enhanced|greater)\b",
    r"\bas an? (?:ai|artificial intelligence|large language model|language model|llm"
    r"|virtual assistant|chatbot)\b",
    r"\bi(?:'m| am) (?:just |only |merely )?an? (?:ai|artificial intelligence"
    r"|language model|large language model|virtual assistant)\b",
    r"\bi hope (?:this|that|it) (?:helps|is helpful|meets|works)\b",
    r"\bhope (?:this|that) helps(?=\s*(?:[.!,:;]|$))",
    r"\b(?:feel free to|please) (?:let me know|reach out|ask)\b",
    r"\blet me know (?:if|whether|how|what) (?:you|there|i|this|any)",
    r"\b(?:would you like|do you want|shall i|should i) (?:me to|to (?:rewrite|add|expand"
    r"|shorten|adjust|include)|add|rewrite|continue|expand)\b",
    r"\bif you(?:'d| would) like,? i can\b",
    r"\bi(?:'m sorry| am sorry| apologi[sz]e),? (?:but )?(?:i|as)\b",
    r"\bi (?:cannot|can't|can not|am unable to|'m unable to) (?:provide|browse|access"
    r"|verify|give|offer|assist|fulfil|fulfill|generate|help)\b",
    r"\bmy (?:knowledge cutoff|training data|last (?:knowledge )?update)\b",
    r"\bas of my (?:last|latest|most recent|knowledge|training)\b",
    r"\bknowledge cut-?off\b",
    r"\b(?:regenerate response|end of response|continue generating)\b",
    r"\b(?:chatgpt|claude|gemini|copilot) (?:said|says|wrote|response)\b",
    r"\bthe user (?:wants|asked|asks|has asked|is asking)\b",
    r"\bas (?:you (?:requested|asked)|per your request)\b",
    r"\bas (?:requested|per your request|you requested|you asked),? (?:here|i|the|below)",
    r"\bbelow is (?:the|a|an|your) (?:[\w-]+ ){0,3}?(?:rewritten|revised|rewrite|version"
    r"|draft|summary|article)\b",
    r"\bi(?:'ve| have) (?:rewritten|revised|edited|improved|polished|updated|shortened"
    r"|restructured|rephrased) (?:the|your|this)\b",
    r"\bthis (?:rewritten|revised) (?:version|article|draft)\b",
    r"\bword count:? ?\d",
    r"\[(?:insert|add|your|placeholder|todo|tbd|tbc|tk|link|source|citation|number|figure"
    r"|date|name|company|chart|image|xx+)\b[^\]]*\]",
    r"<(?:insert|add|your)\b[^>]*>",
    r"\b(?:TODO|FIXME|TBD|TKTK|XXX)\b",
    r"\b(?:lorem ipsum|dolor sit amet)\b",
    r"\b(?:insert|add) (?:number|figure|chart|link|source|quote|date|name|image|percentage) here\b",
    r"\b(?:citation|source) needed\b",
    r"(?:\?\?\?|\bX{2,}(?:\.X+)?\s?(?:%|million|billion)|\$X{1,}(?:\.X+)?\b)",
    r"\boaicite\b|\bcontentReference\b|\bturn\d+(?:search|view)\d+\b|【\d+[^】]*】",
)
"""Patterns of such phrases, read without regard to case unless they are in capitals."""

SOURCES = (
    r"according to (?:data (?:from|by|compiled by) |figures (?:from|by) |a report (?:from"
    r"|by) |the |analysts? (?:at|from) |research (?:from|by) )?{name}",
    r"(?:data|figures|numbers|estimates|research|statistics|a report|a survey|a note"
    r"|calculations) (?:from|by|of|compiled by|cited by|published by) (?:the )?{name}",
    r"{name}(?:'s)? (?:data|figures|numbers|estimates|analysts?|research|report|survey"
    r"|count|index) (?:show|shows|showed|put|puts|suggest|suggests|say|says|said|has|have"
    r"|counts?|indicates?)",
    r"{name} (?:said|says|reports?|reported|estimates?|estimated|reckons?|reckoned"
    r"|calculates?|calculated|put|puts|counted|counts|wrote|writes|claims?|claimed|notes?"
    r"|noted|told)\b",
    r"(?:said|says|reported|reports|estimates|wrote|told|notes|noted) (?:\w+ ){0,2}?{name}",
    r"(?:per|via|by) {name}(?='s (?:count|estimate|reckoning|data|figures|measure|tally)"
    r"|[ ,]+(?:data|figures|estimates)|[,.;)])",
    r"\((?:source: ?|via |per )?{name}\)",
    r"(?:source|sources|via): ?{name}",
    r"(?:on|by|in) {name}'s (?:count|estimate|reckoning|data|figures|measure|tally|numbers)",
)
"""How a sentence names its source; `{name}` stands for a capitalised name."""

SOURCE_SIGNS = """
    according data figures numbers estimates research statistics report survey note calculations
    analyst analysts count index show shows showed put puts suggest suggests say says said has have
    counts counted indicate indicates reports reported estimate estimated reckons reckoned told
    calculates calculated wrote writes claims claimed notes noted per via source sources by
"""
"""A sentence without any of these words names no source."""

LEFTOVER_SIGNS = """
    certainly sure course absolutely great no understood here rewritten revised improved polished ai
    llm language artificial model assistant chatbot hope please feel let would want shall should if
    sorry apologize apologise cannot can unable my as knowledge regenerate end continue chatgpt
    claude gemini copilot user below rewrote ve have this word todo fixme tbd tktk xxx lorem dolor
    insert add citation source needed oaicite contentreference
"""
"""A sentence without any of these words, and without brackets, holds no leftover."""

EXEMPT = (
    r"\bS&P ?500\b",
    r"\b\d+(?: \w+)?(?= on file\b)|\b\d+(?= missing\b)",
    r"\b(?:of|out of) (?:every|each) \$?\d+(?=[^.;\d]{0,60}\$?\d)",
    r"\b\d+(?:\.\d+)?%(?= (?:of (?:the |all )?(?:comparable )?days )?(?:had a|saw as) )",
    r"\b24/7\b|\b24-7\b",
    r"\b\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?",
    r"\b\d{1,2}(?:\.\d{2})? ?[ap]\.?m\b\.?",
    r"\b\d{1,2}h\d{2}\b",
    r"\b\d{4} ?(?:hours )?(?:GMT|UTC|KST|EST|EDT|CET|JST)\b",
    r"(?:GMT|UTC) ?[+−-] ?\d{1,2}(?::\d{2})?",
    r"\bQ[1-4]\b|\bH[12]\b",
    r"(?<=\d)/100\b"
    r"|(?<=\d) out of (?:a (?:possible )?)?100(?=\s*(?:[.,;:)]|$|on\b|and\b|points\b))",
    r"\b\d+(?:st|nd|rd|th)\b",
    r"(?:\bNo\.|#|\bnumber|§|\bpage|\bpart|\bstep|\bchapter|\bfigure|\bchart|\btable"
    r"|\bfootnote|\bnote|\bversion|\blayer|\bphase|\brule|\bday|\bweek|\btop|\bArticle"
    r"|\bSection) ?\d+(?:\.\d+)*",
    r"\b\d+(?:\.\d+)?x(?= leverage| long| short|-leveraged| leveraged)"
    r"|\bleverage of (?:up to )?\d+(?:x| times)?|\b\d+(?:-times|-fold)? leverage",
    r"\b\d+[- ](?:day|week|month|year|hour|minute|quarter)(?:s|-old)?(?:-long)? (?:moving"
    r"|average|high|low|treasury|yield|bond|chart|candle|range|streak|run|wait|break)",
    r"(?<![$₩€£\d.,])\b(?:19|20)\d{2}(?:[-–/](?:19|20)?\d{2})?\b(?!\s?(?:%|percent"
    r"|per cent|points|dollars?|won|million|billion))",
    r"\b(?:19|20)\d0s\b",
    r"\bweb ?[23]\b|\bl[12]\b|\bv\d+(?:\.\d+)*\b|\bCOVID-19\b|\bERC-?\d+\b|\bBRC-?\d+\b"
    r"|\b5G\b|\bG20\b|\bG7\b",
)
"""Numbers that say no quantity: times, years, ordinals, names."""

ABBREVIATIONS = """
    vs approx ca c e.g i.e no nos inc ltd co corp mr mrs ms dr st jan feb mar apr jun jul aug sep
    sept oct nov dec mon tue wed thu fri sat sun u.s u.k a.m p.m est fig p pp vol etc cf al dept
    gov bn mn
"""
