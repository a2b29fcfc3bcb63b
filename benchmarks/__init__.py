"""What is measured, each figure interleaved with its floor or peer in one run.

``python -m benchmarks`` builds the wheel, installs it with compiled bytecode into a folder of its own,
measures that, and writes ``benchmarks/results.md``. Times on a shared machine mean little by
themselves; the ratio to the floor beside them, from the same run, is what counts.
"""
