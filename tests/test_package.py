"""The package: what it exports, what it costs to import, and which way imports run."""

from __future__ import annotations

import ast
import builtins
import collections.abc
import datetime
import importlib
import importlib.util
import inspect
import json
import os
import pkgutil
import re
import shlex
import subprocess
import sys
import typing
from collections.abc import Iterator
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import click
import fehrest
import pytest
from fehrest.search.cli.commands import commands

_PACKAGE = Path(fehrest.__file__).parent
_ROOT = Path(__file__).parents[1]
_IS_CHECKOUT = (_ROOT / "__init__.py").exists() and (_ROOT / "index").is_dir()
_IN_CHECKOUT = pytest.mark.skipif(not _IS_CHECKOUT, reason="needs the sources of the project")
# Folders of the checkout that are no part of the package.
_OTHER_FOLDERS = ("tests", "scripts", "docs", "build", "dist")


def _run(code: str, *arguments: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


# -- The front page -----------------------------------------------------------


def test_all_is_sorted_and_true() -> None:
    constants_first = sorted(set(fehrest.__all__), key=lambda name: (not name.isupper(), name))
    assert list(fehrest.__all__) == constants_first
    for name in fehrest.__all__:
        assert getattr(fehrest, name) is not None


def test_what_is_not_there_is_no_attribute() -> None:
    assert set(fehrest.__all__) <= set(dir(fehrest))
    with pytest.raises(AttributeError, match="module 'fehrest' has no attribute 'Librari'"):
        _ = fehrest.Librari  # type: ignore[attr-defined]


@_IN_CHECKOUT
def test_type_checkers_see_no_attribute_that_is_not_there() -> None:
    """They would take a module with ``__getattr__`` to have any."""
    tree = ast.parse((_PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    assert "__getattr__" not in {getattr(node, "name", "") for node in tree.body}


def test_a_listing_has_what_is_not_yet_loaded() -> None:
    assert "Library" in _run("import fehrest; print(dir(fehrest))")


def test_all_is_complete() -> None:
    """What the front page defines or imports for others is listed."""
    tree = ast.parse((_PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    names = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level and node in _at_top(tree)
        for alias in node.names
    }
    names |= {
        node.name
        for node in tree.body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")
    }
    assert names == set(fehrest.__all__)


def test_the_front_page_says_what_there_is() -> None:
    listed = (fehrest.__doc__ or "").partition("Everything public is here")[2]
    assert set(re.findall(r"\w+", listed)) >= set(fehrest.__all__)


_NOT_OURS = {
    *vars(builtins),
    *vars(typing),
    *vars(collections.abc),
    *vars(datetime),
    "PathLike",
    "os",
    "TracebackType",
}


def _annotations(thing: Any) -> Iterator[str]:
    """What a class says of its fields, and a function of its arguments."""
    for found in (thing, *vars(thing).values()) if inspect.isclass(thing) else (thing,):
        function = found.fget if isinstance(found, property) else found
        name = getattr(function, "__name__", "")
        if not name.startswith("_") or name in ("__init__", "__iter__"):
            for annotation in getattr(function, "__annotations__", {}).values():
                # Named tuples keep theirs in an object.
                yield str(getattr(annotation, "__forward_arg__", annotation))


@pytest.mark.parametrize("name", fehrest.__all__)
def test_annotations_can_be_written_with_what_is_public(name: str) -> None:
    """A typed application does not import from inside."""
    for annotation in _annotations(getattr(fehrest, name)):
        names = {node.id for node in ast.walk(ast.parse(annotation)) if isinstance(node, ast.Name)}
        assert names <= _NOT_OURS | set(fehrest.__all__), annotation


def _at_top(tree: ast.Module) -> list[ast.stmt]:
    """Statements of a module, and those that only type checkers see."""
    found = list(tree.body)
    for node in tree.body:
        if isinstance(node, ast.If):
            found += node.body
    return found


@pytest.mark.parametrize("name", fehrest.__all__)
def test_everything_public_says_what_it_is(name: str) -> None:
    thing = getattr(fehrest, name)
    # Python 3.10 takes Callable[[int], None] for a class.
    is_class = inspect.isclass(thing) and typing.get_origin(thing) is None
    is_described = is_class or inspect.isfunction(thing)
    assert inspect.getdoc(thing) or not is_described
    if is_class and not issubclass(thing, Exception):
        for member, value in vars(thing).items():
            is_described = inspect.isfunction(value) or isinstance(value, property)
            if is_described and not member.startswith("_"):
                assert inspect.getdoc(value), f"{name}.{member}"


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'fehrest' has no attribute 'nothing'"):
        _ = fehrest.nothing


def test_the_version_is_that_of_the_package() -> None:
    assert fehrest.__version__ == metadata.version("fehrest")
    assert re.fullmatch(r"\d+\.\d+\.\d+", fehrest.__version__)


def test_the_example_of_the_front_page_runs(tmp_path: Path) -> None:
    example = inspect.cleandoc((fehrest.__doc__ or "").partition("::\n")[2].partition("\nEvery")[0])
    assert "fehrest.open" in example
    out = _run(f"import os, sys\nos.chdir(sys.argv[1])\n{example}", tmp_path)
    found = r"1 بنی \[گانتس\] وزیر دفاع بود\. گانتس, a spelling of Gantz \([01]\.\d\d\)\n"
    # One part that both names share is evidence, and no match.
    matches = r"0\.9\d+\nبنی گانتس 0\.[0-4]\d+\n"
    assert re.fullmatch(found + matches, out)


# -- What it costs ------------------------------------------------------------

_HEAVY = {"numpy", "sqlite3", "whoosh", "rich", "click", "flask", "filelock", "waitress", "babel"}
_LANGUAGE_TOOLS = {"hazm", "pyarabic", "nltk", "babel"}
_LOADED = """
import json, sys
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_importing_costs_nothing() -> None:
    loaded = set(json.loads(_run(f"import fehrest\n{_LOADED}")))
    assert "fehrest" in loaded
    assert not loaded & _HEAVY


_COMMAND = """
from fehrest.search.cli.run import run
assert run(["search", "Gantz", "--index", sys.argv[1]]) == 0
"""


@pytest.mark.parametrize(
    "code",
    [
        "fehrest.open(sys.argv[1]).search('Gantz', explain=True, facets=['year']).hits[0]",
        "fehrest.open(sys.argv[1]).get('fa-001').text",
        _COMMAND,
    ],
    ids=["search", "get", "command"],
)
def test_searching_needs_no_indexing_machinery(sample_folder: Path, code: str) -> None:
    out = _run(f"import sys, fehrest\n{code}\n{_LOADED}", sample_folder)
    loaded = set(json.loads(out.splitlines()[-1]))
    assert "numpy" in loaded
    assert not loaded & ({"whoosh", "filelock", "rich", "flask"} | _LANGUAGE_TOOLS)


def test_indexing_needs_no_language_tools(tmp_path: Path) -> None:
    code = "fehrest.open(sys.argv[1]).add([fehrest.Document(id='1', text='می‌خواهم كتاب')])"
    loaded = set(json.loads(_run(f"import sys, fehrest\n{code}\n{_LOADED}", tmp_path)))
    assert not loaded & ({"rich", "flask"} | _LANGUAGE_TOOLS)


# -- What is installed --------------------------------------------------------


def _modules() -> Iterator[str]:
    for found in pkgutil.walk_packages([str(_PACKAGE)], "fehrest."):
        if found.name.split(".")[1] not in _OTHER_FOLDERS:
            yield found.name


def test_every_module_can_be_imported() -> None:
    names = list(_modules())
    assert "fehrest.index.whoosh.engine" in names
    for name in names:
        if not name.endswith("__main__"):
            importlib.import_module(name)


def test_every_module_says_what_it_is_and_lists_what_it_exports() -> None:
    for name in _modules():
        if name.endswith("__main__"):
            continue
        module = importlib.import_module(name)
        assert module.__doc__, name
        for exported in getattr(module, "__all__", ()):
            assert hasattr(module, exported), f"{name}.{exported}"


def test_it_is_typed() -> None:
    assert resources.files("fehrest").joinpath("py.typed").is_file()


def test_the_word_tables_are_installed() -> None:
    folder = resources.files("fehrest.index.analysis").joinpath("data")
    names = {entry.name for entry in folder.iterdir()}
    assert {"persian.txt", "arabic.txt", "stop_fa.txt", "stop_ar.txt", "stop_en.txt"} <= names
    for entry in folder.iterdir():
        assert entry.read_text(encoding="utf-8").strip(), entry.name


def test_the_command_is_installed() -> None:
    (found,) = metadata.entry_points(group="console_scripts", name="fehrest")
    assert found.value == "fehrest.search.cli.start:main"
    assert callable(found.load())


# -- The checkout -------------------------------------------------------------


def _folders() -> Iterator[Path]:
    """The folders of the package in the checkout."""
    for path in sorted(_ROOT.rglob("__init__.py")):
        parts = path.relative_to(_ROOT).parts
        if parts[0] not in _OTHER_FOLDERS and not any(part.startswith(".") for part in parts):
            yield path.parent


@_IN_CHECKOUT
def test_every_package_is_listed() -> None:
    text = (_ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.search(r"^packages = \[(.*?)\]", text, re.MULTILINE | re.DOTALL)
    assert listed is not None
    folders = [".".join(("fehrest", *path.relative_to(_ROOT).parts)) for path in _folders()]
    assert re.findall(r'"([\w.]+)"', listed[1]) == folders


@_IN_CHECKOUT
def test_no_other_module_stands_in_the_root() -> None:
    """The build takes every module of the root for one of the package."""
    assert {path.name for path in _ROOT.glob("*.py")} == {"__init__.py", "__main__.py"}


@_IN_CHECKOUT
def test_every_folder_with_modules_is_a_package() -> None:
    packages = set(_folders())
    for room in ("index", "search", "web"):
        for path in (_ROOT / room).rglob("*.py"):
            assert path.parent in packages, path


@_IN_CHECKOUT
def test_every_data_file_is_installed() -> None:
    """What is neither a module nor an instruction for a tool is package data."""
    text = (_ROOT / "pyproject.toml").read_text(encoding="utf-8")
    section = text.partition("[tool.setuptools.package-data]")[2].partition("\n[")[0]
    patterns = {
        package: re.findall(r'"([^"]+)"', files)
        for package, files in re.findall(r'^"?([\w.]+)"? = \[([^]]*)\]', section, re.MULTILINE)
    }
    data = {
        path
        for package, listed in patterns.items()
        for pattern in listed
        for path in _ROOT.joinpath(*package.split(".")[1:]).glob(pattern)
    }
    for room in ("index", "search", "web"):
        for path in (_ROOT / room).rglob("*"):
            if path.is_file() and path.suffix not in (".py", ".pyc", ".cfg", ".pot"):
                assert path in data, path


# -- Which way imports run ----------------------------------------------------


def _imports(path: Path) -> Iterator[str]:
    """The full names of the modules that a file imports, wherever in it."""
    package = ["fehrest", *path.relative_to(_PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


_ENGINES = ("whoosh", "fehrest.index.whoosh")
_KEEPERS = (*_ENGINES, "fehrest.index.store", "fehrest.index.catalog", "fehrest.index.engine")
# Which modules may not import which.
_WALLS = [
    ("index", ("fehrest.search", "fehrest.web", "click", "rich", "flask")),
    ("search", ("fehrest.web", "flask", *_ENGINES)),
    ("index/analysis", ("fehrest.index.names", "fehrest.index.ingest", "sqlite3", *_KEEPERS)),
    ("index/names", ("fehrest.index.ingest", "sqlite3", *_KEEPERS)),
    ("index/ingest", ("fehrest.index.analysis", "fehrest.index.names", "sqlite3", *_KEEPERS)),
    ("index/whoosh", ("fehrest.index.store", "fehrest.index.catalog", "fehrest.index.analysis")),
    ("index/engine.py", (*_ENGINES, "fehrest.index.analysis", "fehrest.index.store")),
    ("index/batch.py", (*_ENGINES, "fehrest.index.analysis", "fehrest.index.store")),
    ("index/store.py", (*_ENGINES, "fehrest.index.engine", "fehrest.index.catalog", "numpy")),
    ("index/document.py", _KEEPERS),
    ("index/errors.py", ("fehrest",)),
    ("", ("hazm", "pyarabic", "pickle")),
]
# Who crosses a wall on purpose: the command that serves the pages, and what lends our
# analysis to Whoosh.
_GATES = {
    ("search/cli/serving.py", "fehrest.web"),
    ("index/whoosh/analyzer.py", "fehrest.index.analysis"),
}


def _sources(below: str) -> list[Path]:
    place = _PACKAGE / below
    if place.is_file():
        return [place]
    return [
        path
        for path in sorted(place.rglob("*.py"))
        if path.relative_to(_PACKAGE).parts[0] not in _OTHER_FOLDERS
        and not any(part.startswith(".") for part in path.relative_to(_PACKAGE).parts)
    ]


@pytest.mark.parametrize(("below", "forbidden"), _WALLS, ids=[below for below, _ in _WALLS])
def test_imports_run_one_way(below: str, forbidden: tuple[str, ...]) -> None:
    sources = _sources(below)
    assert sources
    for path in sources:
        name = path.relative_to(_PACKAGE).as_posix()
        for imported in _imports(path):
            for wall in forbidden:
                crosses = imported == wall or imported.startswith(f"{wall}.")
                assert not crosses or (name, wall) in _GATES, f"{name} imports {imported}"


def test_sources_use_relative_imports() -> None:
    for path in _sources(""):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and not node.level:
                assert (node.module or "").partition(".")[0] != "fehrest", path


# -- Examples of the documentation --------------------------------------------


def _blocks(language: str) -> list[str]:
    """The examples of README.md in a language."""
    readme = _ROOT / "README.md"
    if not readme.exists():
        pytest.skip("there is no README.md here")
    fenced = re.compile(rf"^```{language}\n(.*?)^```", re.MULTILINE | re.DOTALL)
    return fenced.findall(readme.read_text(encoding="utf-8"))


def test_the_python_examples_of_the_readme_run(tmp_path: Path) -> None:
    """One after another, in one folder."""
    for block in _blocks("python"):
        _run(f"import os, sys\nos.chdir(sys.argv[1])\n{block}", tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell of POSIX")
def test_the_commands_of_the_readme_run(tmp_path: Path) -> None:
    """Each one of a block of nothing else; what serves does not end."""
    programs = Path(sys.executable).parent
    if not (programs / "fehrest").exists():
        pytest.skip("the command is not installed beside this Python")
    (tmp_path / "tests").symlink_to(_ROOT / "tests")
    for block in _blocks("sh"):
        lines = [line for line in block.splitlines() if "fehrest serve" not in line]
        if all(line.startswith("fehrest ") for line in lines):
            done = subprocess.run(
                ["/bin/sh", "-e", "-c", "\n".join(lines)],
                capture_output=True,
                encoding="utf-8",
                cwd=tmp_path,
                env={"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
                check=False,
            )
            assert done.returncode == 0, done.stderr


def _commands(line: str) -> Iterator[list[str]]:
    """The commands of a line of a shell, each as its words."""
    words = shlex.shlex(line.removeprefix("$ "), posix=True, punctuation_chars=True)
    found: list[str] = []
    for word in words:
        if set(word) <= set("();<>|&"):
            yield found
            found = []
        else:
            found.append(word)
    yield found


def test_the_commands_of_the_readme_exist() -> None:
    text = "".join(_blocks("(?:bash|sh|console)")).replace("\\\n", " ")
    for words in (words for line in text.splitlines() for words in _commands(line)):
        if words[:1] == ["fehrest"] and not words[1].startswith("-"):
            command = commands.get_command(click.Context(commands), words[1])
            assert command is not None, words
            known = {option for parameter in command.params for option in parameter.opts}
            options = {word.partition("=")[0] for word in words[2:] if word.startswith("--")}
            assert options <= known | {"--help", "--"}, words


@_IN_CHECKOUT
def test_the_readme_has_every_method_of_a_library() -> None:
    readme = (_ROOT / "README.md").read_text(encoding="utf-8")
    for name, _function in inspect.getmembers(fehrest.Library, inspect.isfunction):
        assert name.startswith("_") or name == "close" or f"`{name}(" in readme, name


@_IN_CHECKOUT
def test_the_example_says_where_the_demo_leaves_what_it_needs() -> None:
    """As the last lines of ``scripts/demo`` do."""
    said = ast.get_docstring(
        ast.parse((_ROOT / "docs" / "example" / "application.py").read_text(encoding="utf-8"))
    )
    demo = (_ROOT / "scripts" / "demo").read_text(encoding="utf-8")
    assert said is not None
    assert "FEHREST_INDEX=.cache/demo-library .cache/demo/bin/flask" in said
    assert "FEHREST_INDEX=$PWD/.cache/demo-library" in demo
