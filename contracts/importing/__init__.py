"""Makes an API package of an OpenAPI document: what it states, and what is guessed of it.

A document says which rows there are and of what type; it says little of what a server does. What
was read off names is marked as a guess, and what could not be read is listed by JSON pointer.
"""
