"""The loop of steps that turns pairs and lessons into rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch.nn import functional

from minerva.training.composing import shared_parts
from minerva.training.contrast import Rows, contrast, means

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from minerva.training.checkpoint import Workplace
    from minerva.training.ragged import Ragged
    from minerva.training.recipe import Recipe
    from minerva.training.train import Lessons, Material, Pairs, Progress

_STEPS_BETWEEN_CHECKPOINTS = 200
_WARMUP_STEPS = 30
_BETAS = (0.9, 0.99)


def optimise(recipe: Recipe, material: Material, workplace: Workplace, *, on_progress: Progress) -> NDArray[np.float32]:
    """
    Return the trained rows, ``(pieces, dimensions)``.

    One thread: the order of additions, and so the last bits of the result, must not depend on the machine's load, and
    beside other work two threads wait for each other longer than they save.
    """
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        return _Training(recipe, material).run(workplace, on_progress)
    finally:
        torch.set_num_threads(threads)


@dataclass(slots=True)
class _Batch:
    """Pieces of the first texts, then of the second; and which texts are the same."""

    texts: Ragged
    alike: torch.Tensor


class _Training:
    def __init__(self, recipe: Recipe, material: Material) -> None:
        pairs, pieces, lessons = material.pairs, material.pieces, material.lessons
        self.recipe = recipe
        self.pairs = pairs
        self.lessons = lessons
        self.batch = min(recipe.batch, len(pairs.first))
        self.steps = max(1, int(recipe.passes * len(pairs.first) / self.batch))
        dimensions = recipe.sizes[0]
        self.rows = Rows(_commonness(pairs, len(pieces), recipe), shared_parts(pieces), dimensions, recipe.seed)
        if material.rows is not None:
            self.rows.begin_with(material.rows)
        self.bridge = _bridge(dimensions, lessons, recipe.seed)
        self.parameters = {"own": self.rows.own, "shared": self.rows.shared, "bridge": self.bridge}
        self.optimiser = torch.optim.Adam(self.parameters.values(), lr=recipe.learning_rate, betas=_BETAS, eps=1e-9)

    def run(self, workplace: Workplace, on_progress: Progress) -> NDArray[np.float32]:
        """Take all steps that are left."""
        begun = self._restore(*workplace.load())
        for step in range(begun, self.steps):
            self._step(step)
            on_progress("training", step + 1, self.steps)
            if (step + 1) % _STEPS_BETWEEN_CHECKPOINTS == 0:
                workplace.save(step + 1, self._state())
        with torch.no_grad():
            rows: NDArray[np.float32] = self.rows().numpy()
        return rows

    def _step(self, step: int) -> None:
        for group in self.optimiser.param_groups:
            group["lr"] = self.recipe.learning_rate * min(1, (step + 1) / _WARMUP_STEPS) * (1 - step / self.steps)
        # A step's chance depends on its number alone, so that a training may be broken off anywhere.
        random = np.random.default_rng([self.recipe.seed, step])
        batch = self._batch(step, random)
        table = self.rows()
        both = means(table, batch.texts)
        first, second = both[: self.batch], both[self.batch :]
        loss = contrast(first, second, batch.alike, sharpness=self.recipe.sharpness, sizes=self.recipe.sizes)
        if self.lessons:
            loss = loss + self.recipe.teacher_weight * self._lesson(self.lessons, table, random)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        self.optimiser.step()

    def _batch(self, step: int, random: np.random.Generator) -> _Batch:
        first, second = self.pairs.first, self.pairs.second
        steps_a_pass = len(first) // self.batch
        order = np.random.default_rng([self.recipe.seed, step // steps_a_pass, 1]).permutation(len(first))
        start = step % steps_a_pass * self.batch
        chosen = order[start : start + self.batch]
        texts = self.pairs.firsts.take(first[chosen]).then(self.pairs.seconds.take(second[chosen]))
        firsts, seconds = torch.from_numpy(first[chosen]), torch.from_numpy(second[chosen])
        alike = (firsts[:, None] == firsts[None]) | (seconds[:, None] == seconds[None])
        return _Batch(texts.thinned(self.recipe.dropout, random), alike.fill_diagonal_(fill_value=False))

    def _lesson(self, lessons: Lessons, table: torch.Tensor, random: np.random.Generator) -> torch.Tensor:
        """Return how far the texts' likeness to the batch's translations is from the translations' own."""
        chosen = random.choice(len(lessons.translation), self.recipe.teacher_batch)
        texts = lessons.texts.take(chosen).thinned(self.recipe.dropout, random)
        swedish = functional.normalize(means(table, texts) @ self.bridge, dim=1)
        english = torch.from_numpy(lessons.vectors[lessons.translation[chosen]])
        wanted = torch.softmax(english @ english.T * self.recipe.sharpness, 1)
        found = torch.log_softmax(swedish @ english.T * self.recipe.sharpness, 1)
        return -(wanted * found).sum(1).mean()

    def _state(self) -> dict[str, torch.Tensor]:
        """Return the parameters and what Adam remembers of each."""
        state = {name: parameter.detach() for name, parameter in self.parameters.items()}
        for name, parameter in self.parameters.items():
            for kept, value in self.optimiser.state.get(parameter, {}).items():
                state[f"{name}.{kept}"] = value
        return state

    def _restore(self, step: int, state: dict[str, torch.Tensor]) -> int:
        for name, parameter in self.parameters.items() if step else ():
            parameter.data.copy_(state[name])
            kept = {key.partition(".")[2]: value for key, value in state.items() if key.startswith(f"{name}.")}
            if kept:
                self.optimiser.state[parameter] = kept
        return step


def _commonness(pairs: Pairs, pieces: int, recipe: Recipe) -> torch.Tensor:
    """Return what each piece weighs at the start: the less, the more common it is."""
    counts = np.bincount(pairs.seconds.flat, minlength=pieces) + 1.0
    return torch.tensor(recipe.commonness / (recipe.commonness + counts / counts.sum()), dtype=torch.float32)


def _bridge(dimensions: int, lessons: Lessons | None, seed: int) -> torch.nn.Parameter:
    """Return the map from our vectors to the teacher's, to be learnt along with them."""
    width = lessons.vectors.shape[1] if lessons else 1
    random = torch.Generator().manual_seed(seed + 1)
    return torch.nn.Parameter(torch.randn(dimensions, width, generator=random) * dimensions**-0.5)
