"""The command line, a module for each command: the only place that reads arguments and prints.

Exit codes: 0 done, 1 the inputs have faults or contradictions, 2 wrong usage.
"""
