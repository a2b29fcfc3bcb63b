"""The language server: what the compiler knows of a scenario, told to an editor while its author types.

Each feature is a file of pure functions over a `Document`; `wire.py` turns what they say into the
protocol's terms, and `server.py` joins both. Only these two know the protocol's library, an extra.
"""
