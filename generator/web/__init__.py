from generator.web.asking import BOUNDS, NOWHERE, Bounds, ask
from generator.web.public import is_public
from generator.web.refused import Refused

__all__ = ["BOUNDS", "NOWHERE", "Bounds", "Refused", "ask", "is_public"]
