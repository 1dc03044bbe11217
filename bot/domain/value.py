"""The base of every value of the domain."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value that refuses unknown fields; what checks it is built for the first of them."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True
    )


def to_build(base: type[BaseModel] = BaseModel) -> Iterator[Callable[[], object]]:
    """For each kind of value of which there was none so far, what builds its checks ahead."""
    for model in base.__subclasses__():
        if model.model_config.get("defer_build") and not model.__pydantic_complete__:
            yield model.model_rebuild
        yield from to_build(model)
