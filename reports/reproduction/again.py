"""Compares the answers of a script with those that a finding was made of; runs without Assay.

It is copied into each script, so it uses the standard library alone and nothing newer than Python
3.7. An answer is as it was where statuses and values agree; what differs from server to server is
mapped: a made-up word (an id, a secret) stands for one other word everywhere, times are taken
relative to the clock. `pick` prints a value of an answer, `check` says whether a step of set-up
went as it did, `judge` compares: 11 the breach is there, 10 it is not; all else is that it could
not be shown, so that no trouble of Python's own is taken for a breach.
"""

import json
import os
import re
import sys
from urllib.parse import quote_plus, unquote

_WORD = re.compile(r"[A-Za-z0-9_]+")
_FIRST, _LAST = 1_000_000_000, 4_000_000_000  # times in seconds that are taken for such
_SLACK = 60  # seconds: what a server has from its start is older on a busy machine
_THERE, _GONE, _UNSHOWN = 11, 10, 2
_UNREACHED = ("6", "7")  # what curl ends with when there is no server


class Answer:
    """What a step was answered with, read from the files that the script wrote."""

    def __init__(self, folder, step):
        """Read the answer to a step; `asked` is false when the script did not come to it."""
        self._stem = os.path.join(folder, str(step))
        self.asked = os.path.exists(self._stem + ".curl")
        self.curl = self._text("curl").strip()
        status = self._text("status").strip()
        self.status = int(status) if self.curl == "0" and status.isdigit() else 0
        self.text = self._text("body")
        self.started = os.path.getmtime(self._stem + ".time") if self.asked else 0.0
        try:
            self.body = json.loads(self.text)
        except (ValueError, RecursionError):
            self.body = None

    def _text(self, kind):
        try:
            with open(self._stem + "." + kind, "rb") as file:
                return file.read().decode("utf-8", "replace")
        except OSError:
            return ""

    @property
    def headers(self):
        """The headers of the answer, names in lower case."""
        found = {}
        for line in self._text("head").splitlines():
            name, colon, value = line.partition(":")
            if colon:
                found[name.strip().lower()] = value.strip()
        return found


class Comparison:
    """Walks two values side by side, and keeps where they differ."""

    def __init__(self, span, first, sent):
        """Take times for the same that are no more than `span` seconds apart, longer before `first`.

        `sent` are the words that the script sent.
        """
        self._span, self._first, self._sent = span, first, sent
        self._there, self._back = {}, {}
        self.shift = 0.0

    def bind(self, was, now):
        """Let a word that set-up was answered with stand for the one it is answered with now."""
        for a, b in zip(_WORD.findall(was), _WORD.findall(now if isinstance(now, str) else "")):
            if made_up(a):
                self._there.setdefault(a, b)
                self._back.setdefault(b, a)

    def differs(self, was, now, place="", prose=True):
        """Return where two values differ and how, "" where they do not.

        Without `prose`, of texts for people only the made-up words count.
        """
        if isinstance(was, dict) and isinstance(now, dict):
            return self._mapping(was, now, place, prose)
        if isinstance(was, list) and isinstance(now, list):
            if len(was) != len(now):
                return "%s had %d elements, has %d" % (place or "it", len(was), len(now))
            pairs = enumerate(zip(was, now))
            found = (self.differs(a, b, "%s/%d" % (place, n), prose) for n, (a, b) in pairs)
            return next(filter(None, found), "")
        if isinstance(was, str) and isinstance(now, str):
            if not prose and " " in was and " " in now:
                was, now = (" ".join(filter(made_up, _WORD.findall(text))) for text in (was, now))
            return "" if self._alike(was, now) else _were(place, was, now)
        if type(was) is type(now) and (was == now or self._times(was, now)):
            return ""
        return _were(place, was, now)

    def _mapping(self, was, now, place, prose):
        for name in was:
            if name not in now:
                return "%s/%s is missing now" % (place, name)
        for name in now:
            if name not in was:
                return "%s/%s was missing" % (place, name)
        found = (self.differs(was[n], now[n], "%s/%s" % (place, n), prose) for n in was)
        return next(filter(None, found), "")

    def _alike(self, was, now):
        """Whether two texts are the same but for made-up words and times."""
        if _WORD.sub("", was) != _WORD.sub("", now):
            return False
        pairs = list(zip(_WORD.findall(was), _WORD.findall(now)))
        same = len(_WORD.findall(was)) == len(_WORD.findall(now))
        return same and all(self._word(a, b) for a, b in pairs)

    def _word(self, was, now):
        if was == now:
            return True
        if made_up(was) and made_up(now):
            if was.rpartition("_")[0].partition("_")[0] != now.rpartition("_")[0].partition("_")[0]:
                return False
            return self._there.setdefault(was, now) == now and self._back.setdefault(now, was) == was
        if not (was.isdigit() and now.isdigit()):
            return False
        return self._times(int(was), int(now)) or self._drawn(was, now)

    def _drawn(self, was, now):
        """Whether two rows of digits are such as a server draws: the end of a card's number."""
        if len(was) != len(now) or len(was) < 4 or now in self._sent:
            return False
        return self._there.setdefault(was, now) == now and self._back.setdefault(now, was) == was

    def _times(self, was, now):
        """Whether two numbers are times: one as far from the clock as the other, or the same."""
        if isinstance(was, bool) or not isinstance(was, (int, float)):
            return False
        for unit in (1, 1000):
            if all(_FIRST * unit <= n <= _LAST * unit for n in (was, now)):
                apart = (now - was) / unit
                slack = _SLACK if was / unit < self._first - 2 else self._span
                return min(abs(apart), abs(apart - self.shift)) <= slack
        return False


def _were(place, was, now):
    """Return in words how a value was and is."""
    texts = [json.dumps(value)[:80] for value in (was, now)]
    return "%s was %s, is %s" % (place or "it", texts[0], texts[1])


def made_up(word):
    """Whether a word looks like one that a machine drew: an id, a secret."""
    digit = any(letter.isdigit() for letter in word)
    mixed = word.lower() != word and word.upper() != word
    return len(word) >= 12 and (digit or mixed) and not word.isdigit()


def narrowed(value, names):
    """Return the parts of a value that stand under one of `names`, with what holds them."""
    if isinstance(value, dict):
        kept = {n: v if n in names else narrowed(v, names) for n, v in value.items()}
        return {n: v for n, v in kept.items() if n in names or v not in ({}, [], None)}
    if isinstance(value, list):
        found = [narrowed(element, names) for element in value]
        return found if any(v not in ({}, [], None) for v in found) else []
    return None


def at(value, pointer):
    """Return what stands at a place of a decoded answer. Raises LookupError or TypeError."""
    for part in pointer:
        value = value[part]
    return value


def _joined(apart, answer, earlier):
    """Return how an answer agrees, where none did, with an earlier one to the same request."""
    for place in apart["places"]:
        texts = []
        for body in (earlier.get(apart["step"]), answer.body):
            try:
                texts.append(json.dumps(at(body, place), sort_keys=True))
            except (LookupError, TypeError):
                texts.append("")
        if texts[0] != texts[1]:
            return ""
    return "it is as the answer to step %d" % apart["step"]


def difference(was, answer, comparison, earlier):
    """Return how the answer to a step differs from the one that was seen, "" when it does not."""
    if answer.status != was["status"]:
        return "the status was %s, is %s" % (was["status"] or "none", answer.status or "none")
    comparison.shift = answer.started - was["started"]
    if was["loose"]:
        return ""
    headers = answer.headers
    for name, value in was["headers"].items():
        found = comparison.differs(value, headers.get(name), "header %s" % name)
        if found:
            return found
    for name in was["without"]:
        if name in headers:
            return "header %s was missing" % name
    if was["apart"]:
        return _joined(was["apart"], answer, earlier)
    if was["text"] is not None:
        return comparison.differs(was["text"], answer.text, "the body")
    now = answer.body
    if was["names"] is not None:
        now = narrowed(now, was["names"])
    return comparison.differs(was["body"], now, "", was["prose"])


def judge(data, folder):
    """Say of each step that the finding is about whether it was answered as it was."""
    answers = [(was, Answer(folder, was["step"])) for was in data["seen"]]
    names = [os.path.join(folder, n) for n in os.listdir(folder) if n.endswith(".time")]
    started = [os.path.getmtime(name) for name in names]
    span = max(started) - min(started) if started else 0
    comparison = Comparison(3 + data["span"] + span, data["first"], words_sent(folder))
    for step, place, was in data["made"]:
        try:
            comparison.bind(was, at(Answer(folder, step).body, place))
        except (LookupError, TypeError):
            continue
    for was, answer in answers:
        step = "step %d" % was["step"]
        if not answer.asked:
            return told(_UNSHOWN, step + " could not be asked")
        if answer.curl in _UNREACHED:
            return told(_UNSHOWN, step + " did not reach the server")
        if answer.status != was["status"] and (
            answer.status == 429 or answer.status >= 500 or (answer.status == 401 and was["keyed"])
        ):
            return told(_UNSHOWN, step + " was answered with status %d" % answer.status)
        found = difference(was, answer, comparison, {w["step"]: a.body for w, a in answers})
        if found:
            return told(_GONE, "not there: %s is not answered as it was: %s" % (step, found))
        print(step + " is answered as it was")
    return told(_THERE, "the breach is there: " + data["says"])


def words_sent(folder):
    """Return the words of all that the script sent."""
    found = set()
    for name in os.listdir(folder):
        if name.endswith((".sent", ".address")):
            with open(os.path.join(folder, name), "rb") as file:
                found.update(_WORD.findall(unquote(file.read().decode("utf-8", "replace"))))
    return found


def told(code, text):
    """Print a line and return the exit code."""
    print(text.encode("ascii", "backslashreplace").decode())
    return code


def check(folder, step, status):
    """Say whether a step of set-up was answered with the status it had."""
    answer = Answer(folder, step)
    if answer.status == status:
        return 0
    said = "curl ended with %s" % answer.curl if answer.curl != "0" else answer.status
    return told(_UNSHOWN, "could not be shown: step %s was answered with %s" % (step, said))


def pick(folder, step, pointer, more):
    """Print a value of an answer as forms and addresses write it, numbers with `more` added."""
    try:
        found = at(Answer(folder, step).body, pointer)
    except (LookupError, TypeError):
        return 1
    if isinstance(found, bool) or not isinstance(found, (str, int)):
        return 1
    print(found + more if isinstance(found, int) else quote_plus(found))
    return 0


def main(arguments):
    """Do what the script asks for; the exit code says how it went."""
    with open(arguments[1], encoding="ascii") as file:
        text = file.read()
    was, now = arguments[2:4]
    if was:  # the text of the run that is part of all it made up
        text = re.sub("(?<=assay)%s(?=g)" % re.escape(was), now, text)
    data = json.loads(text)
    folder = os.path.dirname(arguments[1])
    if arguments[0] == "judge":
        return judge(data, folder)
    if arguments[0] == "check":
        return check(folder, arguments[4], int(arguments[5]))
    return pick(folder, arguments[4], json.loads(arguments[5]), int(arguments[6]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
