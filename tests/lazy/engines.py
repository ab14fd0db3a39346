"""The same table in every engine, and one Spark for all tests."""

import functools
import os
import sys
import warnings

import duckdb
import polars as pl
import pytest

#: What Spark says of our pandas when it starts, and how it ends.
NEWER = "PySpark does not yet fully support pandas"


@functools.cache
def spark():
    """Start Spark on this machine, once: two cores, no window into it."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.session.timeZone": "Asia/Seoul",
        "spark.driver.memory": "1g",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def of_spark(table):
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", NEWER)
        return spark().createDataFrame(table)


ENGINES = {
    "arrow": lambda table: table,
    "pandas": lambda table: table.to_pandas(),
    "polars": pl.from_arrow,
    "polars lazy": lambda table: pl.from_arrow(table).lazy(),
    "duckdb": lambda table: duckdb.from_arrow(table),
    "spark": of_spark,
}
#: Their names as parameters of a test; that of Spark, which takes seconds to start, is marked.
NAMES = [
    pytest.param(name, marks=pytest.mark.spark) if name == "spark" else name for name in ENGINES
]
