"""The author's room: a file is played while it is being written, with all that a trainee does not see.

Nothing here keeps a play. What reads the file, what walks it and what is shown are files of their own, and
none of them waits for another: keys go on working whatever is being read or walked.
"""
