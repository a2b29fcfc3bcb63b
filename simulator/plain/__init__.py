"""Line mode: the same plays for screen readers, pipes and dumb terminals.

No colour, no cursor movement; what is written is written once, in the order in which it is to be read.
"""
