"""The same rows with other values: what a server has to give up before it can be seen to take."""

from __future__ import annotations

from contracts.model import Operation
from strategies.paths import Form, copy, get, has, put
from strategies.plan import Sample
from strategies.table import composite, table_of
from strategies.values import another


def otherwise(operation: Operation, sample: Sample) -> Form | None:
    """Return the form of a sample with other values in its row and below.

    None when no other value is known: a text with another letter is one where any text will do, not
    where the one word that is sent, or the elements of the one array, are all that is known.
    """
    table = table_of(operation)
    form, rows = copy(sample.form), table.rows
    sent = [path for path in rows if has(form, path)]
    needed = {need.partition("=")[0] for path in sent for need in rows[path].needs if "=" in need}
    for path in sent:
        within = path == sample.row or path.startswith(f"{sample.row}[")
        alone = path.endswith("[]") and rows[table.parents[path]].example is not None
        if within and path not in needed and not alone and not composite(rows[path]):
            put(form, path, another(rows[path], get(form, path)))
    return None if form == sample.form else form
