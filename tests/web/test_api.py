from __future__ import annotations

import csv
import io
import json
import re
from datetime import datetime, timezone
from typing import Any
from xml.etree import ElementTree

import pytest
from fehrest import Document, Library
from fehrest.index.errors import InvalidArgument
from fehrest.web import Settings, create_app
from fehrest.web.openapi import Operation, openapi, operations
from flask.testing import FlaskClient

API = "/api/v1"
ATOM = "{http://www.w3.org/2005/Atom}"


def answer(client: FlaskClient, address: str) -> Any:
    response = client.get(f"{API}{address}")
    assert response.status_code == 200, response.text
    assert response.content_type == "application/json"
    return response.get_json()


def described(schema: dict[str, Any], document: dict[str, Any]) -> Any:
    """Return a validator of one schema of an OpenAPI document."""
    validators = pytest.importorskip("openapi_schema_validator")
    return validators.OAS31Validator({**schema, "components": document["components"]})


def ids(found: Any) -> list[str]:
    return [hit["id"] for hit in found["hits"]]


# -- What it says -------------------------------------------------------------


def test_the_spellings_of_a_name_find_the_same_documents(client: FlaskClient) -> None:
    found = [
        set(ids(answer(client, f"/search?q={name}&limit=100")))
        for name in ("Gantz", "گانتس", "غانتس")
    ]
    assert len(found[0]) > 5
    assert found[0] == found[1] == found[2]


def test_following_next_gives_every_hit_once(client: FlaskClient) -> None:
    address: str | None = f"{API}/search?language=ar&limit=7&order=oldest"
    seen: list[str] = []
    while address:
        found = client.get(address).get_json()
        seen += ids(found)
        address = found["next"]
    assert len(seen) == len(set(seen)) == found["total"] == 60


def test_filters_facets_and_reasons(client: FlaskClient) -> None:
    found = answer(client, "/search?q=Gantz&language=fa&facets=year,tag&after=2022&before=1402")
    assert found["total"] == sum(found["facets"]["year"].values()) > 0
    assert set(found["facets"]) == {"year", "tag"}
    assert {hit["language"] for hit in found["hits"]} == {"fa"}
    reasons = [match for hit in found["hits"] for match in hit["matches"]]
    assert {reason["kind"] for reason in reasons} == {"spelling"}
    assert {reason["query"] for reason in reasons} == {"Gantz"}


def test_spellings_can_be_left_out_all_or_some(client: FlaskClient) -> None:
    everything = answer(client, "/search?q=Gantz")
    some = answer(client, "/search?q=Gantz&without=گانتس")
    none = answer(client, "/search?q=Gantz&spellings=false")
    assert everything["total"] > some["total"] > none["total"] > 0
    assert "گانتس" not in some["spellings"]["Gantz"]
    assert none["spellings"] == {}


def test_a_score_is_explained_only_if_asked(client: FlaskClient) -> None:
    parts = answer(client, "/search?q=Gantz&explain=true")["hits"][0]["contributions"]
    assert parts
    assert "contributions" not in answer(client, "/search?q=Gantz")["hits"][0]


@pytest.mark.parametrize(
    ("typed", "word"), [("Gan", "Gantz"), ("گان", "گانتس"), ("گان", "غانتس"), ("وزیر گان", "گانتس")]
)
def test_suggestions_are_words_of_the_library(client: FlaskClient, typed: str, word: str) -> None:
    found = answer(client, f"/suggest?q={typed}")["suggestions"]
    assert word in [one["word"] for one in found]
    for one in found:
        assert one["text"].endswith(one["word"])
        assert answer(client, f'/search?q="{one["word"]}"')["total"] > 0


def test_names_have_spellings_with_probabilities(client: FlaskClient) -> None:
    (found,) = answer(client, "/names?q=Gantz")["names"]
    words = {one["word"]: one for one in found["spellings"]}
    assert {"گانتس", "غانتس"} <= set(words)
    assert words["گانتس"]["documents"] == 4
    assert words["گانتس"]["listed"]
    assert ["tz", "تس"] in words["گانتس"]["units"]


def test_two_names_match_by_their_letters(client: FlaskClient) -> None:
    found = answer(client, "/names/match?name=Benny Gantz&other=حكومة بيني غانتس")
    assert (found["name"], found["other"]) == ("Benny Gantz", "حكومة بيني غانتس")
    assert 0.5 < found["probability"] < 1
    pairs = {pair["left"]: pair for pair in found["alignment"]}
    assert pairs["gantz"]["right"] == "غانتس"
    assert "".join(left for left, _right in pairs["gantz"]["units"]) == "gantz"
    assert pairs[""]["right"] == "حکومه"
    other = answer(client, "/names/match?name=Benny Gantz&other=نتنياهو&language=ar")
    assert other["probability"] < 0.5


def test_documents_are_given_by_id_and_missing_ones_named(client: FlaskClient) -> None:
    found = answer(client, "/documents?id=fa-001&id=none&id=ar-001")
    assert [document["id"] for document in found["documents"]] == ["fa-001", "ar-001"]
    assert found["documents"][0]["text"].startswith("بنی گانتس")
    assert found["missing"] == ["none"]


def test_analysis_shows_what_is_indexed(client: FlaskClient) -> None:
    found = answer(client, "/analyze?text=می‌شود&language=fa")
    assert found["language"] == "fa"
    assert found["tokens"][0]["text"] == "می‌شود"
    assert found["tokens"][0]["surface"] == "میشود"


def test_stats_and_health(client: FlaskClient) -> None:
    assert answer(client, "/stats")["facets"]["language"] == {"ar": 60, "fa": 60, "en": 12}
    assert answer(client, "/health") == {"status": "ok", "documents": 132}


def test_what_was_meant_is_said_with_the_first_hits(library: Library) -> None:
    texts = [*["آنان در برلین دیدار کردند"] * 300, "They met in Berlin"]
    library.add(Document(id=str(number), text=text) for number, text in enumerate(texts))
    client = create_app(library).test_client()
    assert answer(client, "/search?q=fvgdk")["correction"] == "برلین"
    assert answer(client, "/search?q=fvgdk&offset=10")["correction"] is None
    # It was searched for as a spelling; where spellings are off, it finds what is missing.
    assert answer(client, "/search?q=Berln")["correction"] == "Berlin"
    assert answer(client, "/search?q=Berlin")["correction"] is None
    assert answer(client, "/search?q=Berln&language=fr")["correction"] is None


# -- What it refuses ----------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/search?limit=ten", "limit is 'ten'; expected 0 to 100."),
        ("/search?limit=101", "limit is '101'; expected 0 to 100."),
        ("/search?limit=-1", "limit is '-1'; expected 0 to 100."),
        ("/search?limit=٣", "expected 0 to 100."),
        ("/search?offset=999999999999", "expected 0 to 100,000."),
        ("/search?order=best", "expected one of relevance, newest, oldest."),
        ("/search?facets=author", "expected some of language, source, tag, year, day."),
        ("/search?after=soon", "not a date: 'soon'"),
        ("/search?spellings=maybe", "expected one of true, false."),
        ("/search?q=a&q=b", "q is given 2 times; expected 0 to 1."),
        ("/search?lang=fa", "There is no parameter 'lang'"),
        ("/suggest?limit=0", "expected 1 to 20."),
        ("/documents", "id is given 0 times; expected 1 to 100."),
        ("/names/match?name=a", "other is given 0 times; expected 1."),
        ("/names/match?name=a&other=b&language=en", "expected one of fa, ar."),
        (f"/names/match?name=a&other={'b' * 201}", "other has 201 characters; expected at most"),
        (f"/names?q={'b' * 201}", "q has 201 characters; expected at most 200."),
        ("/analyze?language=de", "expected one of fa, ar, en."),
        ("/health?q=a", "There is no parameter 'q'; expected none."),
    ],
)
def test_what_does_not_fit_is_said(client: FlaskClient, address: str, says: str) -> None:
    response = client.get(f"{API}{address}")
    assert response.status_code == 400
    assert response.content_type == "application/problem+json"
    problem = response.get_json()
    assert problem["status"] == 400
    assert says in problem["detail"]


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/documents?id=none", 404),
        ("GET", "/nothing", 404),
        ("POST", "/search", 405),
        ("PUT", "/documents", 405),
    ],
)
def test_problems_are_for_programs(
    client: FlaskClient, method: str, address: str, status: int
) -> None:
    response = client.open(f"{API}{address}", method=method)
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    assert response.get_json()["status"] == status
    assert ("Allow" in response.headers) == (status == 405)


# -- Writing ------------------------------------------------------------------


def test_who_knows_the_token_adds_and_deletes(writable: FlaskClient, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    body = [{"id": "1", "text": "گانتس"}, {"id": "a/b", "title": "Gantz", "date": "1402-02-11"}]
    added = writable.post(f"{API}/documents", json=body, headers=headers)
    assert added.get_json() == {"added": 2}
    assert ids(answer(writable, "/search?q=غانتس"))
    assert answer(writable, "/documents?id=a/b")["documents"][0]["date"] == "2023-05-01"
    deleted = writable.delete(f"{API}/documents?id=a/b&id=none", headers=headers)
    assert deleted.get_json() == {"deleted": 1}
    assert ids(answer(writable, "/search?q=Gantz")) == ["1"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": "Bearer "},
        {"Authorization": "Basic {token}"},
        {"Authorization": "Bearer {token}x"},
        {"Authorization": "Bearer نشانه"},
    ],
)
def test_nobody_else_does(writable: FlaskClient, token: str, headers: dict[str, str]) -> None:
    given = {name: value.format(token=token) for name, value in headers.items()}
    for response in (
        writable.post(f"{API}/documents", json={"id": "1", "text": "x"}, headers=given),
        writable.delete(f"{API}/documents?id=1", headers=given),
    ):
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"] == "Bearer"
    assert answer(writable, "/health")["documents"] == 0


def test_without_a_token_configured_nobody_writes(client: FlaskClient) -> None:
    for token in ("", "None"):
        response = client.post(
            f"{API}/documents",
            json={"id": "1", "text": "x"},
            headers={"Authorization": f"Bearer {token}"},
        )
        assert response.status_code == 403


@pytest.mark.parametrize("token", ["", " "])
def test_an_empty_token_is_none(token: str) -> None:
    with pytest.raises(InvalidArgument, match=r"token is .*; expected a secret"):
        Settings(token=token)


def test_what_is_not_there_is_named(client: FlaskClient) -> None:
    response = client.get(f"{API}/documents?id=nowhere")
    assert response.status_code == 404
    assert response.get_json()["detail"] == "There is no document 'nowhere'."
    response = client.delete(f"{API}/search")
    assert response.status_code == 405
    assert response.get_json()["detail"].startswith("DELETE is not possible at this address")
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("{", "The body is not JSON."),
        ("[" * 100_000, "The body is not JSON."),
        ("[]", "Expected 1 to 1,000 documents."),
        ("[3]", "Document 1 is 3; expected a JSON object."),
        ('{"text": "x"}', "Document 1 has no 'id'."),
        ('{"id": "1"}', "has neither text nor title"),
        ('{"id": "1", "text": 3}', "expected a string"),
        ('{"id": "1", "text": "x", "body": "y"}', "Document 1 has 'body', which is no field"),
        ('{"id": "1", "text": "x", "date": "soon"}', "not a date: 'soon'"),
        ('{"id": "1", "text": "x", "extra": []}', "'extra' is not a JSON object."),
        ('{"id": "1", "text": "x", "tags": "y"}', "not a list of tags"),
    ],
)
def test_a_bad_document_is_refused_whole(
    writable: FlaskClient, token: str, body: str, says: str
) -> None:
    response = writable.post(
        f"{API}/documents",
        data=body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )
    assert response.status_code == 400
    assert says in response.get_json()["detail"]
    assert answer(writable, "/health")["documents"] == 0


# -- The description ----------------------------------------------------------


def test_the_description_is_openapi(client: FlaskClient) -> None:
    validator = pytest.importorskip("openapi_spec_validator")
    document = answer(client, "/openapi.json")
    validator.OpenAPIV31SpecValidator(document).validate()
    assert document["servers"] == [{"url": API}]


def test_every_route_is_described(client: FlaskClient) -> None:
    described_methods = {
        (f"{API}{operation.path}", operation.method.upper()) for operation in operations()
    }
    served = {
        (rule.rule, method)
        for rule in client.application.url_map.iter_rules()
        if rule.rule.startswith(API) and not rule.rule.endswith("openapi.json")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert served == described_methods


def run(operation: Operation, client: FlaskClient, token: str) -> Any:
    """Run the example of an operation, as it stands in the documentation."""
    headers = {"Authorization": f"Bearer {token}"}
    if operation.body:
        return client.post(
            f"{API}{operation.path}",
            data=operation.example.encode(),
            content_type="application/json",
            headers=headers,
        )
    return client.open(f"{API}{operation.example}", method=operation.method, headers=headers)


def test_every_example_runs_and_answers_as_described(
    library: Library, sample_documents: list[Document], token: str
) -> None:
    library.add(sample_documents)
    client = create_app(
        library, Settings(token=token, rate_limit="", export_rate_limit="")
    ).test_client()
    page = client.get("/api").text
    document = openapi(API)
    for operation in operations():
        response = run(operation, client, token)
        assert response.status_code == 200, (operation.name, response.text)
        schema = document["components"]["schemas"][operation.answer]
        described(schema, document).validate(response.get_json())
        example = operation.example.replace("&", "&amp;").replace('"', "&#34;")
        assert example in page, operation.name


def test_every_answer_of_a_search_is_as_described(client: FlaskClient) -> None:
    document = openapi(API)
    validator = described(document["components"]["schemas"]["Answer"], document)
    for query in ("Gantz", "علی‌اف", "", "lang:fa", '"', "after:soon", "x" * 11_000):
        parameters = {"q": query, "explain": "true", "facets": "language,source,tag,year"}
        validator.validate(client.get(f"{API}/search", query_string=parameters).get_json())


# -- Files and feeds ----------------------------------------------------------


def test_a_table_has_every_hit(client: FlaskClient) -> None:
    response = client.get("/search.csv?q=Gantz")
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="search.csv"'
    text = response.data.decode("utf-8-sig")
    assert response.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["id"] for row in rows] == ids(answer(client, "/search?q=Gantz&limit=100"))
    assert rows[0]["title"]


def test_jsonl_has_every_hit_and_is_streamed(client: FlaskClient) -> None:
    response = client.get("/search.jsonl?language=fa&order=newest")
    assert response.is_streamed
    hits = [json.loads(line) for line in response.text.splitlines()]
    assert len(hits) == 60
    dates = [hit["date"] for hit in hits]
    assert dates == sorted(dates, reverse=True)


def test_no_cell_of_a_table_is_a_formula(library: Library) -> None:
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\0=1+2", "fi\0ne"]
    library.add([Document(id=f"d{n}", title=text, text="word") for n, text in enumerate(texts)])
    table = create_app(library).test_client().get("/search.csv?q=word").data.decode("utf-8-sig")
    titles = {row["title"] for row in csv.DictReader(io.StringIO(table))}
    assert titles == {"'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", "'=1+2", "fine"}


def test_a_feed_that_did_not_change_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/feed.atom?q=Gantz")
    again = client.get("/feed.atom?q=Gantz", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get("/feed.atom?q=Baku", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


def test_documents_without_a_date_are_as_old_as_their_indexing(library: Library) -> None:
    before = datetime.now(timezone.utc).replace(microsecond=0)
    library.add([Document(id=str(number), text=f"گانتس رفت {number}") for number in range(2)])
    client = create_app(library).test_client()
    response = client.get("/feed.atom?q=Gantz")
    feed = ElementTree.fromstring(response.data)
    moments = [found.text or "" for found in feed.iter(f"{ATOM}updated")]
    assert len(moments) == 3
    for moment in moments:
        assert before <= datetime.fromisoformat(moment.replace("Z", "+00:00"))
        assert datetime.fromisoformat(moment.replace("Z", "+00:00")) <= datetime.now(timezone.utc)
    assert (feed.findtext(f"{ATOM}entry/{ATOM}title") or "").startswith("گانتس رفت")
    # Whoever reads changes nothing, also by opening the library once more.
    with Library(library.path) as other:
        again = create_app(other).test_client().get("/feed.atom?q=Gantz")
    assert again.headers["ETag"] == response.headers["ETag"]


def test_a_search_can_be_followed_as_a_feed(client: FlaskClient) -> None:
    response = client.get("/feed.atom?q=Gantz&language=fa")
    assert response.content_type == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(response.data)
    entries = feed.findall(f"{ATOM}entry")
    updated = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert len(entries) == answer(client, "/search?q=Gantz&language=fa")["total"]
    assert updated == sorted(updated, reverse=True)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment) for moment in updated)
    link = entries[0].find(f"{ATOM}link")
    assert link is not None
    assert link.get("href", "").startswith("http://localhost/document?id=fa-")
    assert entries[0].findtext(f"{ATOM}title")


def test_a_browser_can_add_the_search(client: FlaskClient) -> None:
    assert 'rel="search"' in client.get("/").text
    description = ElementTree.fromstring(client.get("/opensearch.xml").data)
    templates = {
        element.get("type"): element.get("template")
        for element in description
        if element.get("type")
    }
    assert templates["text/html"] == "http://localhost/search?q={searchTerms}"
    asked = (templates["application/x-suggestions+json"] or "").replace("{searchTerms}", "گان")
    query, words = client.get(asked).get_json(force=True)
    assert query == "گان"
    assert "گانتس" in words


def test_addresses_are_those_seen_from_outside(sample: Library) -> None:
    client = create_app(sample, Settings(public_url="https://news.example/")).test_client()
    feed = client.get("/feed.atom?q=Gantz", headers={"Host": "evil.example"}).text
    assert "https://news.example/document?id=" in feed
    assert "evil.example" not in feed
