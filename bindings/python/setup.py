"""The wheel of the Python module; `make wheel` has put _sayso.abi3.so into the package before it calls this."""

from setuptools import Distribution, setup
from wheel.bdist_wheel import bdist_wheel


class Built(Distribution):
    """The extension is built by meson beside everything else; the wheel only has to know that there is one."""

    def has_ext_modules(self):
        return True


class StableWheel(bdist_wheel):
    """Any CPython from 3.10 on, any Linux with the C library of Debian 12."""

    def get_tag(self):
        return "cp310", "abi3", "manylinux_2_36_x86_64"


setup(
    name="sayso",
    version="0.1.0",
    description="Who said what, on whose say-so, in news reports",
    license="Apache-2.0",
    packages=["sayso"],
    package_data={"sayso": ["*.so", "*.pyi", "py.typed"]},
    python_requires=">=3.10",
    entry_points={"spacy_factories": ["sayso = sayso.spacy:make"]},
    distclass=Built,
    cmdclass={"bdist_wheel": StableWheel},
)
