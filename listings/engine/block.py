"""A block: one generation of all columns in a mapped file. One process writes, any number read."""

import json
import mmap
import os
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from listings.engine.layout import COUNTERS, HEADER_BYTES, VERSION, Array, Place, Room, Words, place_arrays


class Damaged(Exception):
    """The file is no block of this version."""


class Block:
    """The arrays of one file by their names (`slot_…`, `row_…`, `set_…`), and its counters.

    Counters are 8-byte words at the file's start, each written in one store. What a counter counts is written before it.
    """

    def __init__(self, path: Path, found: Iterable[Place], room: Room, memory: mmap.mmap) -> None:
        self.path = path
        self.room = room
        self.memory = memory
        self.counters: Words = np.frombuffer(memory, "u8", len(COUNTERS), HEADER_BYTES // 2)
        # What readers have worked out from sets, which only become more: {kind: (how many sets, what)}.
        self.kept: dict[str, tuple[int, tuple[Array, Array]]] = {}
        self._places = {name: number for number, name in enumerate(COUNTERS)}
        self.arrays: dict[str, Array] = {
            p.name: np.frombuffer(memory, p.dtype, int(np.prod(p.shape)), p.offset).reshape(p.shape) for p in found
        }

    @classmethod
    def create(cls, path: Path, room: Room) -> "Block":
        """A new file with nothing in it. An older one of that name is replaced."""
        found, size = place_arrays(room)
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        with fresh.open("wb+") as file:
            file.truncate(size)
            head = {"version": VERSION, "room": {**vars(room)}}
            file.write(json.dumps(head).encode().ljust(HEADER_BYTES // 2, b"\0"))
            file.flush()
            memory = mmap.mmap(file.fileno(), size)
        fresh.replace(path)
        return cls(path, found, room, memory)

    @classmethod
    def open(cls, path: Path, *, write: bool = False) -> "Block":
        """Map a file. Raises Damaged, or OSError when there is none."""
        descriptor = os.open(path, os.O_RDWR if write else os.O_RDONLY)
        try:
            memory = mmap.mmap(descriptor, 0, access=mmap.ACCESS_WRITE if write else mmap.ACCESS_READ)
        except ValueError as error:
            raise Damaged(str(path)) from error
        finally:
            os.close(descriptor)
        try:
            head = json.loads(memory[: HEADER_BYTES // 2].rstrip(b"\0"))
            room = Room(**head["room"])
        except (ValueError, KeyError, TypeError) as error:
            raise Damaged(str(path)) from error
        found, size = place_arrays(room)
        if head.get("version") != VERSION or size != len(memory):
            raise Damaged(str(path))
        return cls(path, found, room, memory)

    def __getitem__(self, name: str) -> Array:
        return self.arrays[name]

    def count(self, name: str) -> int:
        """A counter's value."""
        return int(self.counters[self._places[name]])

    def put(self, name: str, value: int) -> None:
        """Set a counter."""
        self.counters[self._places[name]] = value

    @property
    def bytes(self) -> int:
        """What the block takes of the memory."""
        return len(self.memory)
