"""What the lines of the load and the book of the backends say when they are laid side by side."""

from collections import Counter
from dataclasses import dataclass, field

from supervision import meter

LATE_MS = 1000


@dataclass
class Window:
    """All requests that were answered, or failed, between the begin of a change and the next."""

    begin: int
    end: int
    took: list = field(default_factory=list)
    failed: Counter = field(default_factory=Counter)
    executed: int = 0
    """POSTs that failed for the client, and were executed."""
    twice: int = 0
    missing: int = 0
    """POSTs that succeeded for the client, and were not executed."""
    late: int = 0

    @property
    def requests(self):
        return len(self.took)

    def of(self, method):
        return sum(count for (each, _), count in self.failed.items() if each == method)

    def p99(self):
        return meter.percentile(self.took, 0.99) if self.took else float("nan")


def windows(marks, end, lines, book):
    """Windows by name: marks are (name, ns) in the order of time."""
    ends = [moment for _, moment in marks[1:]] + [end]
    found = {name: Window(begin, until) for (name, begin), until in zip(marks, ends)}
    executions = Counter(book.read_text().split())
    for line in lines.read_text().splitlines():
        due, took, flow, number, outcome = line.split()
        done = int(due) + int(took) * 1000
        for window in found.values():
            if window.begin <= done < window.end:
                note(window, flow.split("-")[0], int(took) / 1000, outcome, executions[number])
    return found


def note(window, method, took, outcome, executions):
    window.took.append(took)
    window.late += took > LATE_MS
    if outcome != "200":
        window.failed[method, outcome] += 1
    if method == "POST":
        window.twice += executions > 1
        window.executed += outcome != "200" and executions > 0
        window.missing += outcome == "200" and executions == 0
