"""Caching of texts."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar

Value = TypeVar("Value")


class HasCache(Protocol):
    """An object that caches texts by method and value."""

    @property
    def cache(self) -> dict[str, dict[Any, str]]:
        """The cached texts."""


Owner = TypeVar("Owner", bound=HasCache)


def memoized(method: Callable[[Owner, Value], str]) -> Callable[[Owner, Value], str]:
    """Cache the text of each value for the lifetime of its owner: views show the same values thousands of times."""

    @wraps(method)
    def cached(owner: Owner, value: Value) -> str:
        texts = owner.cache.setdefault(method.__name__, {})
        if value not in texts:
            texts[value] = method(owner, value)
        return texts[value]

    return cached
