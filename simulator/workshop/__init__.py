"""Group sessions: one customer, and a room that talks with her as one seller.

The game is the core's (``core/room.py``). Here it is kept, and shown to phones, to the big screen and to the
facilitator. Nothing here knows of the terminal.
"""
