"""What schemathesis finds when it asks the API all that its description allows, and more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fehrest import Document, Library
from fehrest.web import Settings, create_app
from fehrest.web.openapi import Operation, operations
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
negative_data_rejection = pytest.importorskip(
    "schemathesis.specs.openapi.checks"
).negative_data_rejection

# What the description says in words, as strings to try.
dates = st.dates().map(lambda day: day.isoformat()[: 10 - 3 * (day.day % 2)])
schemathesis.openapi.format("partial-date", dates)
printable = st.text(min_size=1, max_size=1_000).filter(str.isprintable)
schemathesis.openapi.format("printable", printable)

TOKEN = "a token for the tests"
# What asks here does not unpack what was compressed.
HEADERS = {"Authorization": f"Bearer {TOKEN}", "Accept-Encoding": "identity"}
MODES = [schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE]


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with Library(tmp_path_factory.mktemp("schema") / "library") as library:
        library.add([Document(id="1", title="گانتس", text="بنی گانتس و Gantz", date="2022-10-03")])
        app = create_app(library, Settings(token=TOKEN, rate_limit="", export_rate_limit=""))
        yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name.lower())
@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.name)
def test_every_answer_is_as_described(schema: Any, operation: Operation, mode: Any) -> None:
    if mode is MODES[1] and not (operation.parameters or operation.body):
        pytest.skip("there is nothing to get wrong")
    described = schema[operation.path][operation.method.upper()]

    # In an address, any value of a list of texts is one of them.
    has_texts = any(parameter.schema.get("type") == "array" for parameter in operation.parameters)
    excluded = [negative_data_rejection] if has_texts else []

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=described.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        # Of no format, and right nevertheless: it says that there is no date.
        assume(not _has_empty_date(case.body))
        case.call_and_validate(headers=HEADERS, excluded_checks=excluded)

    ask()


def _has_empty_date(body: Any) -> bool:
    documents = body if isinstance(body, list) else [body]
    return any(isinstance(one, dict) and one.get("date") == "" for one in documents)
