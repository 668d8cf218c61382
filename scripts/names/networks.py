"""Train the networks that say how likely a spelling is along another one.

Each learns from aligned pairs of spellings: what it minimises is the cross entropy of every
letter, by stochastic gradient descent with Adam (Kingma and Ba, "Adam: A Method for Stochastic
Optimization", ICLR 2015) and dropout (Srivastava and others, "Dropout: A Simple Way to Prevent
Neural Networks from Overfitting", Journal of Machine Learning Research 15, 2014).  The gradients
are written out, because one hidden layer does not earn a framework.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from fehrest.index.names.grams import base
from fehrest.index.names.network import AROUND, BEFORE, SO_FAR
from fehrest.index.names.writing import Units, letters
from numpy.typing import NDArray

__all__ = ["Aligned", "train_network"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int16]

EMBEDDING, HIDDEN = 16, 256
EPOCHS, BATCH, DROPOUT = 15, 1024, 0.1
FASTEST, SLOWEST = 3e-3, 2e-5
# Of Adam: how much of the gradients and of their squares is remembered.
REMEMBERED, SQUARES_REMEMBERED, TINY = 0.9, 0.999, 1e-8
SEED = 1


class Aligned(NamedTuple):
    """Pairs of spellings of one convention, by the letters that stand for each other."""

    units: Sequence[Units]
    weights: NDArray[np.float64]


class Rows(NamedTuple):
    """The letters to learn, a row each."""

    #: The letters around the one that is written along, and those before.
    around: Ints
    before: Ints
    so_far: Ints
    conventions: Ints
    next: Ints
    weights: Floats

    def at(self, places: NDArray[np.intp]) -> Rows:
        """Return some of the rows."""
        return Rows(*(column[places] for column in self))


class Pass(NamedTuple):
    """What rows come to in each layer."""

    given: Floats
    hidden: Floats
    likely: Floats


def train_network(found: Sequence[Aligned], source: str, target: str) -> dict[str, Floats]:
    """Return the matrices of a network that writes along the first spellings of pairs.

    ``found`` has a set of pairs for each convention.
    """
    columns = [_rows(convention, one, source, target) for convention, one in enumerate(found)]
    rows = Rows(*(np.concatenate(column) for column in zip(*columns, strict=True)))
    random = np.random.default_rng(SEED)
    learner = Learner(_begin(len(found), base(source), base(target), random))
    steps = EPOCHS * (len(rows.next) // BATCH)
    losses = []
    for step, places in enumerate(_batches(len(rows.next), random)):
        speed = SLOWEST + (FASTEST - SLOWEST) * (1 - step / steps)
        losses.append(learner.learn(rows.at(places), speed, random))
    loss = np.mean(losses[-steps // EPOCHS :])
    print(f"  letters {len(rows.next):,}, loss {loss:.4f}", flush=True)
    return learner.matrices


def _rows(convention: int, found: Aligned, source: str, target: str) -> Rows:
    known = letters(found.units, source, target)
    counts = np.diff(known.starts, append=len(known.next))
    return Rows(
        around=known.around[known.along].astype(np.int16),
        before=known.before.astype(np.int16),
        so_far=known.so_far.astype(np.int16),
        conventions=np.full(len(known.next), convention, np.int16),
        next=known.next.astype(np.int16),
        weights=np.repeat(found.weights, counts).astype(np.float32),
    )


def _begin(
    conventions: int, source: int, target: int, random: np.random.Generator
) -> dict[str, Floats]:
    """Return the matrices before anything is learned."""
    shapes = {
        "source": (source, EMBEDDING),
        "target": (target, EMBEDDING),
        "hidden": ((2 * AROUND + 1 + BEFORE) * EMBEDDING, HIDDEN),
        "so_far": (SO_FAR + 1, HIDDEN),
        "conventions": (conventions, HIDDEN),
        "out": (HIDDEN, target),
        "bias": (1, target),
    }
    spread = {"source": 0.3, "target": 0.3, "bias": 0.0, "conventions": 0.0}
    return {
        name: random.normal(0, spread.get(name, shape[0] ** -0.5), shape).astype(np.float32)
        for name, shape in shapes.items()
    }


def _batches(count: int, random: np.random.Generator) -> Iterator[NDArray[np.intp]]:
    for _epoch in range(EPOCHS):
        places = random.permutation(count)
        for start in range(0, count - BATCH + 1, BATCH):
            yield places[start : start + BATCH]


class Learner:
    """Matrices that get better with each batch."""

    def __init__(self, matrices: dict[str, Floats]) -> None:
        self.matrices = matrices
        self._slopes = {name: np.zeros_like(matrix) for name, matrix in matrices.items()}
        self._squares = {name: np.zeros_like(matrix) for name, matrix in matrices.items()}
        self._steps = 0

    def learn(self, rows: Rows, speed: float, random: np.random.Generator) -> float:
        """Take a step down the gradient for some rows; return what they lost before."""
        kept = random.random((len(rows.next), HIDDEN), np.float32) >= DROPOUT
        dropped = kept / np.float32(1 - DROPOUT)
        passed = self._forward(rows, dropped)
        places = np.arange(len(rows.next)), rows.next
        shares = rows.weights / rows.weights.sum()
        error = np.exp(passed.likely)
        error[places] -= 1
        self._descend(self._gradients(rows, passed, error * shares[:, None], dropped), speed)
        return float(-(passed.likely[places] * shares).sum())

    def _forward(self, rows: Rows, dropped: Floats) -> Pass:
        known = self.matrices
        count = len(rows.next)
        around, before = known["source"][rows.around], known["target"][rows.before]
        given = np.hstack([around.reshape(count, -1), before.reshape(count, -1)])
        hidden = given @ known["hidden"]
        hidden += known["so_far"][rows.so_far] + known["conventions"][rows.conventions]
        hidden = np.maximum(hidden, 0) * dropped
        odds = hidden @ known["out"] + known["bias"]
        odds -= odds.max(1, keepdims=True)
        return Pass(given, hidden, odds - np.log(np.exp(odds).sum(1, keepdims=True)))

    def _gradients(
        self, rows: Rows, passed: Pass, error: Floats, dropped: Floats
    ) -> dict[str, Floats]:
        known = self.matrices
        hidden = (error @ known["out"].T) * (passed.hidden > 0) * dropped
        given = hidden @ known["hidden"].T
        split = rows.around.shape[1] * EMBEDDING
        return {
            "source": _summed(rows.around, given[:, :split], known["source"]),
            "target": _summed(rows.before, given[:, split:], known["target"]),
            "hidden": passed.given.T @ hidden,
            "so_far": _summed(rows.so_far, hidden, known["so_far"]),
            "conventions": _summed(rows.conventions, hidden, known["conventions"]),
            "out": passed.hidden.T @ error,
            "bias": error.sum(0, keepdims=True),
        }

    def _descend(self, gradients: dict[str, Floats], speed: float) -> None:
        self._steps += 1
        for name, gradient in gradients.items():
            slope, square = self._slopes[name], self._squares[name]
            slope += (1 - REMEMBERED) * (gradient - slope)
            square += (1 - SQUARES_REMEMBERED) * (gradient**2 - square)
            sure_slope = slope / (1 - REMEMBERED**self._steps)
            sure_square = square / (1 - SQUARES_REMEMBERED**self._steps)
            self.matrices[name] -= speed * sure_slope / (np.sqrt(sure_square) + TINY)


def _summed(chosen: Ints, gradients: Floats, matrix: Floats) -> Floats:
    """Return the gradient of a matrix of which each row was chosen some number of times."""
    flat = chosen.ravel()
    one_hot = np.zeros((len(matrix), len(flat)), np.float32)
    one_hot[flat, np.arange(len(flat))] = 1
    return one_hot @ gradients.reshape(len(flat), -1)
