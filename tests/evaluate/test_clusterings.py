import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score, v_measure_score

from minerva.evaluate.clusterings import agreement, coherence, diversity


def test_agrees_with_others() -> None:
    """The measures are those that scikit-learn computes."""
    chance = np.random.default_rng(0)
    labels, truth = chance.integers(-1, 5, 300), chance.integers(0, 4, 300)
    found = agreement(labels, truth.tolist())
    assert found.v == pytest.approx(v_measure_score(truth, labels))
    assert found.nmi == pytest.approx(normalized_mutual_info_score(truth, labels, average_method="geometric"))
    assert found.ari == pytest.approx(adjusted_rand_score(truth, labels))
    assert found.unassigned == pytest.approx((labels < 0).mean())


def test_bounds() -> None:
    """The same partition under other names scores one; one theme for all agrees in nothing."""
    assert agreement(np.array([3, 3, 0]), ["a", "a", "b"]).v == pytest.approx(1)
    assert agreement(np.array([3, 3, 0]), ["a", "a", "b"]).ari == pytest.approx(1)
    assert agreement(np.zeros(4, np.int64), ["a", "a", "b", "b"]).v == pytest.approx(0)
    with pytest.raises(ValueError, match="2 labels for 3"):
        agreement(np.zeros(2, np.int64), "abc")


def test_keywords() -> None:
    """Words that always stand together cohere fully, those that never do not at all; repeated words lack diversity."""
    texts = ["hem bostad", "hem bostad", "pengar", "pengar"]
    assert coherence([["hem", "bostad"]], texts) == pytest.approx(1)
    assert coherence([["hem", "pengar"]], texts) == pytest.approx(-1)
    assert coherence([["hem"]], texts) == 0
    assert diversity([["hem", "bostad"], ["hem", "pengar"]]) == 0.75
