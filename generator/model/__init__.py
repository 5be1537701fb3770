"""The words of the trade as frozen values: as written (`…Matter`), as parsed (`…Doc`), as assembled."""
