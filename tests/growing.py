"""Whether a cost grows with a text's length and no faster; loaded by `runpy`, since tests are no package.

Times are the processor's, of which the best of several tries counts: a busy machine gets more tries, and a
cost that grows faster passes in none.
"""

import time

MOST, SLACK = 2.6, 0.02
"""What twice the text may cost, and the seconds that are the machine's."""
FEWEST, TRIES = 3, 12


def grows_evenly(make):
    """Say whether `make(2)`, a step over twice the text, costs at most 2.6 times as much as `make(1)`."""
    best = [float("inf")] * 2
    for number in range(1, TRIES + 1):
        for times in (1, 2):
            step = make(times)
            began = time.process_time()
            step()
            best[times - 1] = min(best[times - 1], time.process_time() - began)
        if number >= FEWEST and best[1] <= MOST * best[0] + SLACK:
            return True
    return False
