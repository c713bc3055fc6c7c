"""What is worth saying: true statements found in figures, each with how much it says.

A module for each section of a day's page, and one for what open interest says of leverage. Nothing
here knows a language; each kind of statement has its words in a template of the same name, in every
language's folder.
"""
