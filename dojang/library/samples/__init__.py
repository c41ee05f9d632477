"""Sample templates that ship with the server."""

from dojang.library.samples.build import SAMPLES, Sample, build

__all__ = ["SAMPLES", "Sample", "build"]
