"""The room in which a trainee plays: a Textual application over `Play`.

Nothing is judged here. Screens call the core through a play, keep what it gives, and show it.
"""
