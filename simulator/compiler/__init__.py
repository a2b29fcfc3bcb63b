"""From a trainer's file to a scenario, or to everything that is wrong with it, line by line.

What is needed from outside is in `compile.py`, `render.py` and `library.py`. Importing the package
imports none of them.
"""
