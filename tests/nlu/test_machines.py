"""Machines of intents, learnt in processes of their own: the same as in this one."""

import numpy as np
from scipy import sparse

from nlu.machines import fit_apart, fit_share


def test_each_share_in_its_own_process_is_the_same_as_one_after_the_other() -> None:
    """And the same in every training: two threads drew their numbers from one place."""
    random = np.random.default_rng(0)
    rows = sparse.csr_matrix(random.random((90, 12)) * (random.random((90, 12)) > 0.6))
    labels = random.integers(0, 5, 90)
    shares = np.array_split(np.unique(labels), 2)

    apart = fit_apart(rows, labels, shares, 0.5)
    here = [fit_share(rows, labels, share, 0.5) for share in shares]

    for one, other in zip(apart, here, strict=True):
        assert np.array_equal(one[0], other[0])
        assert np.array_equal(one[1], other[1])
    assert [len(weights) for weights, _ in apart] == [3, 2]
