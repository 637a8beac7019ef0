"""What recorded exchanges must keep: each by itself, and all of one file together.

A module has `RULES`, judges of one entry, or `BETWEEN`, judges of all entries of a file; those are
given the exchanges of the file that are not judged as well. Modules are found by their names.
"""
