from generator.write.disc import PartlyWritten, before_publishing, spool
from generator.write.lock import alone
from generator.write.publishing import Report, write
from generator.write.releasing import release, released, standing_release
from generator.write.standing import name_of, standing
from generator.write.whole import put

__all__ = [
    "PartlyWritten",
    "Report",
    "alone",
    "before_publishing",
    "name_of",
    "put",
    "release",
    "released",
    "spool",
    "standing",
    "standing_release",
    "write",
]
