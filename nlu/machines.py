"""Fits the linear machines of some of the intents, in this process or each share in its own.

Run as a program, it reads what ``fit_apart`` has put into a folder and puts its share beside.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.svm import LinearSVC

OTHERS = -1  # the label of what is none of the intents of a share
ROWS, LABELS = "rows.npz", "labels.npy"

Fitted = tuple[np.ndarray, np.ndarray]  # (intents, features) and (intents,)


class FittingFailed(RuntimeError):
    """A share of the intents was not learnt; what went wrong stands above in the log."""


def fit_share(
    rows: sparse.csr_matrix, labels: np.ndarray, share: np.ndarray, penalty: float
) -> Fitted:
    """Return one machine for each intent of a share, against all other texts."""
    own = np.where(np.isin(labels, share), labels, OTHERS)
    machine = LinearSVC(C=penalty, random_state=0).fit(rows, own)
    if len(share) == 1:  # scikit-learn fits one machine for two classes
        return machine.coef_, machine.intercept_
    is_ours = machine.classes_ != OTHERS
    return machine.coef_[is_ours], machine.intercept_[is_ours]


def fit_apart(
    rows: sparse.csr_matrix, labels: np.ndarray, shares: Sequence[np.ndarray], penalty: float
) -> list[Fitted]:
    """Fit each share in a process of its own, all at once; the same as one after the other.

    Raises:
        FittingFailed: One of them ended without its machines.
    """
    with tempfile.TemporaryDirectory() as folder:
        sparse.save_npz(Path(folder) / ROWS, rows, compressed=False)
        np.save(Path(folder) / LABELS, labels)
        running = []
        for number, share in enumerate(shares):
            np.save(Path(folder) / f"share-{number}.npy", share)
            command = [sys.executable, "-I", __file__, folder, str(number), str(penalty)]
            running.append(subprocess.Popen(command))
        codes = [process.wait() for process in running]  # all of them, before the folder goes
        if any(codes):
            raise FittingFailed("the intents were not learnt: a process of the training died")
        return [_read(Path(folder) / f"fitted-{number}.npz") for number in range(len(shares))]


def _read(path: Path) -> Fitted:
    with np.load(path, allow_pickle=False) as stored:
        return stored["weights"], stored["intercepts"]


def main(folder: Path, number: str, penalty: float) -> None:
    """Fit one share of what lies in a folder."""
    rows, labels = sparse.load_npz(folder / ROWS), np.load(folder / LABELS)
    weights, intercepts = fit_share(rows, labels, np.load(folder / f"share-{number}.npy"), penalty)
    np.savez(folder / f"fitted-{number}.npz", weights=weights, intercepts=intercepts)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]))
