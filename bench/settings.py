"""The settings of an installation, with the bare view beside its own pages."""

from samkjort.config.settings import *  # noqa: F403 - all of them

ROOT_URLCONF = "bench.urls"
