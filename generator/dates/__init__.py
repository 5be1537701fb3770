"""The date grammar: what a text says of when, as EDTF, read by its article's date and never by the clock."""

from generator.dates.find import find
from generator.dates.values import Basis, Found

__all__ = ["Basis", "Found", "find"]
