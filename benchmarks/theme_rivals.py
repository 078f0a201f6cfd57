"""
Other ways to find themes, run in an environment of their own on vectors and texts that Minerva made.

``python theme_rivals.py NAME FOLDER`` reads ``vectors.npy`` and ``texts.json``, writes ``NAME.npy`` and
``NAME-again.npy``, the labels with two seeds, and prints seconds and memory as JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

THEMES = 28
"""What has to be told how many themes there are is told as many as there are topics."""
SMALLEST = 50


def kmeans(vectors: NDArray[Any], _texts: Sequence[str], seed: int) -> NDArray[Any]:
    """Run plain k-means."""
    from sklearn.cluster import KMeans

    return KMeans(THEMES, n_init=3, random_state=seed).fit_predict(vectors)


def umap_kmeans(vectors: NDArray[Any], texts: Sequence[str], seed: int) -> NDArray[Any]:
    """Run k-means on what UMAP makes of the vectors."""
    return kmeans(_reduced(vectors, seed), texts, seed)


def umap_hdbscan(vectors: NDArray[Any], _texts: Sequence[str], seed: int) -> NDArray[Any]:
    """Run HDBSCAN on what UMAP makes of the vectors."""
    from sklearn.cluster import HDBSCAN

    return HDBSCAN(min_cluster_size=SMALLEST, copy=True).fit_predict(_reduced(vectors, seed))


def umap_hdbscan_reassigned(vectors: NDArray[Any], texts: Sequence[str], seed: int) -> NDArray[Any]:
    """Run the same, then put what was left out to the nearest mean."""
    labels = umap_hdbscan(vectors, texts, seed)
    means = np.stack([vectors[labels == label].mean(axis=0) for label in range(labels.max() + 1)])
    return np.where(labels < 0, (vectors @ means.T).argmax(axis=1), labels)


def evoc(vectors: NDArray[Any], _texts: Sequence[str], seed: int) -> NDArray[Any]:
    """Run EVoC."""
    from evoc import EVoC

    return EVoC(random_state=seed).fit_predict(np.ascontiguousarray(vectors, np.float32))


def louvain(vectors: NDArray[Any], _texts: Sequence[str], seed: int) -> NDArray[Any]:
    """Find communities in the graph of nearest neighbours."""
    import networkx as nx
    from sklearn.neighbors import kneighbors_graph

    graph = nx.from_scipy_sparse_array(kneighbors_graph(vectors, 15))
    labels = np.zeros(len(vectors), int)
    for number, members in enumerate(nx.community.louvain_communities(graph, resolution=2, seed=seed)):
        labels[list(members)] = number
    return labels


def consensus(vectors: NDArray[Any], _texts: Sequence[str], seed: int) -> NDArray[Any]:
    """Run k-means ten times, then again on which groups each text was in."""
    from sklearn.cluster import KMeans

    runs = [KMeans(THEMES, n_init=1, random_state=seed * 100 + run).fit_predict(vectors) for run in range(10)]
    member = np.concatenate([np.eye(THEMES, dtype=np.float32)[labels] for labels in runs], axis=1)
    return KMeans(THEMES, n_init=3, random_state=seed).fit_predict(member)


def bertopic(vectors: NDArray[Any], texts: Sequence[str], seed: int) -> NDArray[Any]:
    """Run BERTopic with its own choices, but for the seed and the least size of a topic."""
    from bertopic import BERTopic
    from umap import UMAP

    reduce = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed)
    labels, _probabilities = BERTopic(umap_model=reduce, min_topic_size=SMALLEST).fit_transform(texts, vectors)
    return np.array(labels)


def _reduced(vectors: NDArray[Any], seed: int) -> NDArray[Any]:
    from umap import UMAP

    return UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed).fit_transform(vectors)


RIVALS: dict[str, Callable[[NDArray[Any], Sequence[str], int], NDArray[Any]]] = {
    "k-means": kmeans,
    "consensus": consensus,
    "louvain": louvain,
    "umap+k-means": umap_kmeans,
    "umap+hdbscan": umap_hdbscan,
    "umap+hdbscan-reassigned": umap_hdbscan_reassigned,
    "evoc": evoc,
    "bertopic": bertopic,
}


def main() -> None:
    """Run what was asked for."""
    if sys.argv[1] == "--list":
        print(*RIVALS)
        return
    name, folder = sys.argv[1], Path(sys.argv[2])
    vectors = np.load(folder / "vectors.npy")
    texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    began = time.perf_counter()
    np.save(folder / f"{name}.npy", RIVALS[name](vectors, texts, 0))
    seconds = time.perf_counter() - began
    np.save(folder / f"{name}-again.npy", RIVALS[name](vectors, texts, 1))
    print(json.dumps({"seconds": seconds, "mb": most_memory_mb()}))


def most_memory_mb() -> float:
    """Return the most memory that this process has had; what its parent had before it does not count."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (line,) = (line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
