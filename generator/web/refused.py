"""What is not asked, and what is not taken."""


class Refused(Exception):
    """An address that is not asked, or an answer that is not taken: why, and what an editor can do."""

    def __init__(self, message: str, hint: str = "", at: str = "") -> None:
        super().__init__(message)
        self.message, self.hint, self.at = message, hint, at
        # the last one: where redirects had led
