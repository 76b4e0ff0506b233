"""Compiling with numba, typed. Importing this needs numba."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
from numba.core import types
from numba.extending import intrinsic

Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def compiled(function: Kernel) -> Kernel:
    """Compile at the first call, for the types it is called with; the result is kept beside the function's file."""
    return cast(Kernel, numba.njit(cache=True, nogil=True, boundscheck=False)(function))


def _bits(typing_context: Any, word: Any) -> Any:
    """How many bits of a 64-bit word are set: one instruction."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return types.uint64(types.uint64), code


bits: Any = intrinsic(_bits)
