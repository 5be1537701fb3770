"""The date grammar: what a text says of when, as EDTF, read by its article's date and never by the clock.

What could be written in several ways is written so: 三季度 and 上半年 are months (2016-07/2016-09), which
every reader of EDTF knows, a season is its code (2016-21); 年初, 年底 and 9月底 are about a month or day
(2016-12~, 2016-09-30~), since they name an edge and no day, but 截至年底 ends with the year's last day; 上旬
is its ten days, as early, mid and late of a month are in English; 以来, 起 and 未来五年 leave the end open,
截至 and 前 the start; 近三年 runs from that year to this one. An hour without minutes is the full hour, and
just before midnight on Thursday is that Thursday. 十日 in words is a day only where what stands beside it
says so. A Japanese 年度 begins in April. Lunar dates are read with the almanac of wenzhai[lunar] and without
it flagged.
"""

from generator.dates.almanac import UNREAD
from generator.dates.find import find
from generator.dates.values import Basis, Found
from generator.dates.view import json_list, table

__all__ = ["UNREAD", "Basis", "Found", "find", "json_list", "table"]
