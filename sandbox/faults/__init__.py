"""Defects, one module a law, at the path that the law's id says: `<topic>/<law>.py`.

Each public function breaks what the law guards, the way real servers break it; the decorator over
it names the seam of the sandbox that it wraps. Its name is `<topic>.<law>.<function>`. What is
here names no endpoint, resource or field: faults that must are in the API package's `faults/`.
"""
