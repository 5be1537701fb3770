"""One file a format: a value goes in, one output's bytes come out.

No format composes a credit: each takes the names and the sentence it is given.
"""
