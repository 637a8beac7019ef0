"""What is sent: forms built from the request tables, valid and broken ones.

What is drawn by Hypothesis stands in `strategies.forms` and `strategies.search`, and is imported
where something is drawn: everything here is had without.
"""

from strategies.assembly import smallest
from strategies.broken import Violation
from strategies.expansion import expansions, in_answer, within_reach
from strategies.otherwise import otherwise
from strategies.plan import Sample, coverage, uncovered
from strategies.violations import violations
from strategies.written import Written, free, worded, written

__all__ = [
    "Sample",
    "Violation",
    "Written",
    "coverage",
    "expansions",
    "free",
    "in_answer",
    "otherwise",
    "smallest",
    "uncovered",
    "violations",
    "within_reach",
    "worded",
    "written",
]
