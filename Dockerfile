# Assay as an image: docker run --rm -v "$PWD:/work" assay run --base-url http://mock:8420
FROM python:3.13-slim AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY assay assay
COPY caching caching
COPY contracts contracts
COPY harness harness
COPY recordings recordings
COPY reports reports
COPY sandbox sandbox
COPY strategies strategies
COPY suites suites
RUN python -m venv /opt/assay \
    && /opt/assay/bin/python -m pip install --quiet --no-cache-dir --disable-pip-version-check .

FROM python:3.13-slim
COPY --from=build /opt/assay /opt/assay
ENV PATH=/opt/assay/bin:$PATH PYTHONUNBUFFERED=1
RUN useradd --create-home --uid 1000 assay && mkdir /work && chown assay /work
USER 1000
WORKDIR /work
EXPOSE 12111
ENTRYPOINT ["assay"]
CMD ["run"]
