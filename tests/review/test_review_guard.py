"""Who may talk to the server: requests over HTTP to the real one."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from review_support import Client, Server, write_gold

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@pytest.fixture(scope="module")
def server(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    annotations = tmp_path_factory.mktemp("annotations")
    write_gold(annotations)
    server = Server(run_folder, annotations)
    yield server
    assert server.stop() == ""
    assert server.decisions() == [], "no refused request has left a decision"


@pytest.fixture
def client(server: Server) -> Client:
    return server.client()


def raw(server: Server, request: bytes) -> bytes:
    """The first line of the answer to a request as it stands."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(request)
        return connection.recv(4096).split(b"\r\n")[0]


def test_only_this_machine_is_listened_to(server: Server) -> None:
    rows = Path("/proc/net/tcp").read_text().splitlines()[1:]
    listening = [row.split()[1] for row in rows if row.split()[3] == "0A"]
    assert [place for place in listening if place.endswith(f":{server.port:04X}")] == [f"0100007F:{server.port:04X}"]


@pytest.mark.parametrize("path", ["/", "/documents", "/documents/0", "/assets/review.js", "/session", "/progress"])
def test_nothing_is_shown_to_who_has_not_opened_the_printed_address(server: Server, path: str) -> None:
    answer = httpx.get(server.origin + path)
    assert (answer.status_code, answer.text) == (
        403,
        "Open the address that was printed where the server was started.\n",
    )


@pytest.mark.parametrize("token", ["", "x", "é", "a" * 43])
def test_a_wrong_token_is_refused(server: Server, token: str) -> None:
    answer = httpx.get(f"{server.origin}/", params={"token": token})
    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)


def test_the_token_becomes_a_cookie_that_no_script_and_no_other_site_gets(server: Server) -> None:
    answer = httpx.get(server.address)
    cookie = answer.headers["set-cookie"]
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert cookie.split(";")[1:] == [" Path=/", " HttpOnly", " SameSite=Strict"]
    assert cookie.startswith(f"review_{server.port}=")
    assert server.address.split("token=")[1] not in cookie


def test_a_token_elsewhere_than_on_the_first_page_opens_nothing(server: Server) -> None:
    assert httpx.get(server.address.replace("/?", "/documents?")).status_code == 403


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.evil:{port}"]
)
def test_another_host_name_is_refused_even_with_the_cookie(client: Client, host: str) -> None:
    answer = client.get("/", Host=host.format(port=client.server.port))
    assert (answer.status_code, "address" in answer.text) == (421, True)


def test_a_request_without_a_host_is_refused(server: Server) -> None:
    assert raw(server, b"GET / HTTP/1.0\r\n\r\n").split()[1] in (b"400", b"421")


@pytest.mark.parametrize(
    ("site", "status"), [("none", 200), ("same-origin", 200), ("same-site", 403), ("cross-site", 403)]
)
def test_only_this_site_may_ask(client: Client, site: str, status: int) -> None:
    assert client.get("/", **{"Sec-Fetch-Site": site}).status_code == status


FIELDS = {"action": "accept", "key": "x", "after": "", "stamp": ""}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"X-CSRF-Token": "x"}, 403),
        ({"X-CSRF-Token": ""}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({}, 409),
    ],
)
@pytest.mark.parametrize("path", ["/documents/0/decide", "/documents/0/add", "/documents/0/state"])
def test_a_change_has_to_come_from_the_page_itself(
    client: Client, path: str, headers: dict[str, str], status: int
) -> None:
    assert client.post(path, FIELDS, **headers).status_code == status


def test_a_change_without_origin_or_token_is_refused(client: Client) -> None:
    for path in ("/undo", "/documents/0/decide"):
        assert client.http.post(path, data=FIELDS).status_code == 403
    assert client.http.put("/undo", data=FIELDS).status_code == 403


@pytest.mark.parametrize("path", ["/", "/documents/1", "/assets/htmx.min.js", "/nothing", "/documents/99"])
def test_every_answer_forbids_frames_foreign_scripts_and_copies(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"] == POLICY
    told = {name: headers[name] for name in ("x-frame-options", "referrer-policy", "cache-control")}
    assert told == {"x-frame-options": "DENY", "referrer-policy": "no-referrer", "cache-control": "no-store"}
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../app.py",
        "/assets/..%2fapp.py",
        "/assets/%2e%2e/%2e%2e/pipeline.py",
        "/assets//etc/passwd",
        "/assets/%2fetc%2fpasswd",
        "/documents/../../etc/passwd",
        "/documents/norvane.txt",
        "/documents/-1",
        "/documents/99999999999999999999",
        "/docs",
        "/openapi.json",
    ],
)
def test_no_path_becomes_a_file(client: Client, path: str) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{client.server.port}\r\nConnection: close\r\n"
    cookies = "; ".join(f"{name}={value}" for name, value in client.http.cookies.items())
    assert raw(client.server, f"{request}Cookie: {cookies}\r\n\r\n".encode()).split()[1] == b"404"


def test_a_large_body_is_refused_also_when_its_length_is_not_told(client: Client) -> None:
    assert client.post("/undo", {"decision": "x" * 300_000}).status_code == 413
    headers = {"Origin": client.server.origin, "X-CSRF-Token": client.csrf}
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    pieces = (b"x=" + b"x" * 30_000 + b"&" for _ in range(20))
    assert client.http.post("/undo", content=pieces, headers=headers).status_code == 413


def test_odd_parameters_are_answered_and_not_obeyed(client: Client) -> None:
    for path in ("/?page=-3", "/?page=99999", "/?page=x", "/?q_state=odd", "/?q_document=%3Cscript%3E", "/next?from=x"):
        assert client.get(path).status_code in (200, 404), path
    assert "<script>" not in client.get("/?q_document=%3Cscript%3E").text.replace("<script defer", "")
    assert client.get("/documents/1?event=nobody").status_code == 404
    assert client.get("/documents/1/reading?type=odd&slot=x").status_code == 404
    assert client.get("/documents/1/addition?mention=9-3&type=odd&event=gold-77").status_code == 200
