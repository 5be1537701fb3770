"""The date grammar: what a text says of when, as EDTF, read by its article's date and never by the clock."""

from generator.dates.find import find
from generator.dates.values import Basis, Found
from generator.dates.view import json_list, table

__all__ = ["Basis", "Found", "find", "json_list", "table"]
