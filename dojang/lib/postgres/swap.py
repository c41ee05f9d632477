"""A rebuilt cluster takes the place of the one before it, by renames that a crash may interrupt anywhere."""

import os
import shutil
from pathlib import Path


def build_folder(cluster: Path) -> Path:
    """The folder in which the replacement of this cluster is built."""
    return cluster.with_name(f"{cluster.name}.rebuilding")


def swap(cluster: Path, kept: Path) -> None:
    """The new cluster, complete and stopped, becomes `cluster`; the old one is kept as `kept`."""
    ready = _ready(cluster)
    build_folder(cluster).rename(ready)
    _settle(cluster.parent)
    cluster.rename(kept)
    finish_swap(cluster)


def finish_swap(cluster: Path) -> None:
    """Complete a swap that was interrupted. One that had not started is dropped: the old cluster may have been used since.

    Only for the holder of the data folder's lock.
    """
    ready = _ready(cluster)
    if ready.exists() and not cluster.exists():
        ready.rename(cluster)
        _settle(cluster.parent)
    unfinished = build_folder(cluster)
    for leftover in (ready, unfinished, unfinished.with_name(f"{unfinished.name}.new")):
        shutil.rmtree(leftover, ignore_errors=True)


def _ready(cluster: Path) -> Path:
    return cluster.with_name(f"{cluster.name}.rebuilt")


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
