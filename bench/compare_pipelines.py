"""Compares ways to understand a question, on the development questions; see docs/nlu.md.

``PYTHONPATH=. .venv-rasa/bin/python -m bench.compare_pipelines [--only NAME ...] [QUESTIONS]``
trains each pipeline from nothing on ``data/`` with Rasa itself, asks it every question,
and prints accuracy, what was confidently wrong, time and memory. Run it with nothing else running.
"""

import argparse
import asyncio
import json
import logging
import multiprocessing
import os
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

from bench.nlu_scores import Case, read_thresholds, score

ROOT = Path(__file__).parent.parent
NLU = ROOT / "data"  # every file in it
QUESTIONS = ROOT / "tests" / "questions" / "development.jsonl"
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
    "LOG_LEVEL": "ERROR",
    "CUDA_VISIBLE_DEVICES": "-1",
}
NORMALIZER = {"name": "nlu.normalizer.IndonesianNormalizer"}
ENCODER = {"name": "nlu.sentence_encoder.SentenceEncoderFeaturizer"}
CLASSIFIER = {"name": "nlu.intent_classifier.LinearIntentClassifier"}
COUNTS = [
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
]
REGRESSION = {"name": "LogisticRegressionClassifier"}
DIET = {"name": "DIETClassifier", "entity_recognition": False}
EPOCHS = int(os.environ.get("DIET_EPOCHS", "100"))  # fewer are quicker, and said in the output


def pipelines() -> dict[str, list[dict[str, Any]]]:
    """Return what is compared, by name."""
    config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    words = [{"name": "WhitespaceTokenizer"}]
    diet = {**DIET, "epochs": EPOCHS}
    lexical = [{"name": "RegexFeaturizer"}, {"name": "LexicalSyntacticFeaturizer"}]
    return {
        "ours": [c for c in config["pipeline"] if c["name"] != "FallbackClassifier"],
        "ours-without-encoder": [NORMALIZER, CLASSIFIER],
        "ours-always-encoded": [NORMALIZER, {**ENCODER, "training_share": 0.1}, CLASSIFIER],
        "rasa-counts-regression": [*words, *COUNTS, REGRESSION],
        "encoder-regression": [NORMALIZER, ENCODER, REGRESSION],
        "rasa-diet": [*words, *lexical, *COUNTS, diet],
        "encoder-diet": [NORMALIZER, ENCODER, *COUNTS, diet],
    }


def main() -> None:
    """Train, ask, and print one line a pipeline."""
    arguments = _arguments()
    os.environ.update(QUIET)
    lines = arguments.questions.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line) for line in lines]
    limits = read_thresholds()
    for number, name in enumerate(arguments.only, start=1):
        print(f"[{number}/{len(arguments.only)}] {name}: training …", file=sys.stderr, flush=True)
        measured = measure(name, [question["text"] for question in questions])
        cases = [
            Case(question["kind"], tuple(question["expect"]), ranking)
            for question, ranking in zip(questions, measured.pop("rankings"), strict=True)
        ]
        shown = f"{name}, {EPOCHS} epochs" if "diet" in name else name
        print(json.dumps({"pipeline": shown, **measured, **_percent(score(cases, limits))}))
        sys.stdout.flush()


def measure(name: str, texts: list[str]) -> dict[str, Any]:
    """Return the rankings of the texts with seconds, milliseconds and megabytes.

    Training and asking happen in processes of their own: Rasa's start-up counts as training,
    and memory is that of a process that has only loaded the model.
    """
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        model = _apart(_train, name, folder)
        seconds = time.monotonic() - started
        asked = _apart(_ask, model, texts)
    return {"train s": round(seconds), **asked}


def _train(name: str, folder: str) -> str:
    os.environ["RASA_CACHE_DIRECTORY"] = folder  # nothing is taken over from an earlier run
    from rasa.model_training import train_nlu

    config = Path(folder) / "config.yml"
    recipe = {"recipe": "default.v1", "assistant_id": name, "language": "id"}
    config.write_text(yaml.safe_dump({**recipe, "pipeline": pipelines()[name]}))
    model = train_nlu(str(config), str(NLU), folder)
    if model is None:
        raise SystemExit(f"{name}: Rasa trained no model; its own words are above")
    return str(model)


def _ask(model: str, texts: list[str]) -> dict[str, Any]:
    import structlog
    from rasa.core.agent import Agent

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    agent = Agent.load(model)
    rankings, spent = [], []
    asyncio.run(agent.parse_message("halo"))  # the first one also warms up
    for text in texts:
        started = time.perf_counter()
        parsed = asyncio.run(agent.parse_message(text))
        spent.append(time.perf_counter() - started)
        ranking = parsed["intent_ranking"] or [parsed["intent"]]
        rankings.append([(ranked["name"], float(ranked["confidence"])) for ranked in ranking])
    return {
        "median ms": round(1000 * statistics.median(spent), 1),
        "p95 ms": round(1000 * statistics.quantiles(spent, n=20)[-1], 1),
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "rankings": rankings,
    }


def _apart(function: Any, *arguments: Any) -> Any:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


def _percent(figures: dict[str, float]) -> dict[str, float]:
    return {name: round(100 * share, 1) for name, share in figures.items()}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("questions", nargs="?", type=Path, default=QUESTIONS)
    parser.add_argument("--only", nargs="+", choices=list(pipelines()), default=list(pipelines()))
    return parser.parse_args()


if __name__ == "__main__":
    main()
