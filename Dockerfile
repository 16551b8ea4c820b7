# Gateway, desk, action server and the `tanya` command: one image, the command says which.
# Rasa has an image of its own (Dockerfile.rasa). docs/deployment.md tells how they run together.

FROM python:3.11-slim-bookworm AS environment
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy
COPY requirements/uv.txt requirements/app.txt /requirements/
RUN --mount=type=cache,target=/root/.cache/uv \
    python -m venv /opt/uv \
    && /opt/uv/bin/pip install -q --no-cache-dir --require-hashes -r /requirements/uv.txt \
    && /opt/uv/bin/uv venv -q -p /usr/local/bin/python3.11 /opt/tanya \
    && /opt/uv/bin/uv pip install -p /opt/tanya/bin/python --require-hashes -r /requirements/app.txt

FROM python:3.11-slim-bookworm
ENV PATH=/opt/tanya/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    OMP_NUM_THREADS=1 \
    OPENBLAS_NUM_THREADS=1 \
    HOME=/tmp
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /tmp --shell /usr/sbin/nologin tanya \
    && printf '#!/bin/sh\nexec python -m maintain "$@"\n' > /usr/local/bin/tanya \
    && chmod 0755 /usr/local/bin/tanya \
    && install -d -m 0700 -o tanya -g tanya /var/lib/tanya
COPY --from=environment /opt/tanya /opt/tanya
WORKDIR /app
COPY content content
COPY config.yml domain.yml ./
COPY data data
COPY tests/never_confuse.jsonl tests/
COPY tests/questions tests/questions
COPY migrations migrations
COPY service service
COPY serving serving
COPY actions actions
COPY bot bot
COPY desk desk
COPY maintain maintain
USER 10001:10001
EXPOSE 5055 8080 8081
# Of the default command, the gateway; docker-compose.yml has one for each of the others.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/readyz', timeout=4)"]
CMD ["python", "-m", "bot"]
