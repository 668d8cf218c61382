"""Lucene for the benchmarks: its jars from Maven Central, checked, and a Java to run them.

A program is one Java file, which ``java`` compiles as it starts it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

VERSION = "10.6.0"
OLDEST_JAVA = 21
_JARS = {
    "core": "211424f423ff1afeb891095c2142a20a572e545906251f28b8faaa408d01f934",
    "analysis-common": "7e7fc5bcb7e2fd702701cfa7f5c209f28bdaf89cb8ef0ba379255c9d7c687430",
}
_CENTRAL = "https://repo1.maven.org/maven2/org/apache/lucene"
_FOLDER = Path(__file__).resolve().parents[2] / ".cache" / "lucene"


def command(program: Path, *arguments: str) -> list[str]:
    """Return the command that runs a program with Lucene at hand.

    Raises :class:`SystemExit` if there is no Java that is new enough, and
    :class:`ValueError` if a jar is not the one that it should be.
    """
    jars = os.pathsep.join(str(_jar(name, digest)) for name, digest in _JARS.items())
    quick = ["-Xmx2g", "--add-modules", "jdk.incubator.vector"]
    return [_java(), *quick, "-cp", jars, str(program), *arguments]


def _jar(name: str, digest: str) -> Path:
    """Return the path of a jar, which is fetched if it is not there."""
    path = _FOLDER / f"lucene-{name}-{VERSION}.jar"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with urllib.request.urlopen(f"{_CENTRAL}/lucene-{name}/{VERSION}/{path.name}") as answer:
            content = answer.read()
        if hashlib.sha256(content).hexdigest() != digest:
            raise ValueError(f"{path.name} is not the file that was expected: {digest}")
        unfinished = path.with_suffix(".new")
        unfinished.write_bytes(content)
        unfinished.rename(path)
    return path


def _java() -> str:
    """Return the first Java that can run this Lucene."""
    for java in _javas():
        said = subprocess.run([java, "--version"], capture_output=True, text=True, check=False)
        version = said.stdout.split()[1:2]
        if version and int(version[0].split(".")[0]) >= OLDEST_JAVA:
            return java
    raise SystemExit(f"Lucene {VERSION} needs Java {OLDEST_JAVA} or later; set JAVA_HOME")


def _javas() -> Iterator[str]:
    if "JAVA_HOME" in os.environ:
        yield str(Path(os.environ["JAVA_HOME"]) / "bin" / "java")
    if found := shutil.which("java"):
        yield found
    yield from map(str, sorted(Path("/usr/lib/jvm").glob("*/bin/java"), reverse=True))
