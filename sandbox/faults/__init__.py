"""Defects, one module a check: the stem is the check's name, dots written as underscores.

Each public function takes a `Service`, wraps one seam of it and breaks what the check guards, the
way real servers break it. Its name in `assay serve --fault` is `<stem>.<function>`.
"""
