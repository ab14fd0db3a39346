"""Readings that only copy digits, as EDTF with signs in the place of digits.

Most texts are read so: what "3–24 February 1261" means does not hang on its figures. Two
templates with a dash between are one template again, so such a text is read in one step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Template", "is_month", "joined"]


def is_month(figures: str) -> bool:
    """Tell whether two figures are a month.

    Examples
    --------
    >>> is_month("06"), is_month("13")
    (True, False)
    """
    return "01" <= figures <= "12"


@dataclass(frozen=True)
class Template:
    """EDTF with signs for digits, and the signs in it that have to be months.

    Called with the digits of a text, it returns the one reading, or none.

    Examples
    --------
    >>> digits = str.maketrans("dmy", "068")
    >>> Template("195y-dm-10", ("dm",))(digits), Template("195y-my-10", ("my",))(digits)
    (('1958-06-10',), ())
    """

    text: str
    months: tuple[str, ...] = ()

    def __call__(self, digits: Mapping[int, str]) -> tuple[str, ...]:  # noqa: D102
        if self.months and not all(is_month(month.translate(digits)) for month in self.months):
            return ()
        return (self.text.translate(digits),)

    def known(self, digits: Mapping[int, str]) -> Template:
        """Return the template with digits in the place of some signs."""
        months = (month.translate(digits) for month in self.months)
        doubtful = tuple(one for one in months if not (one.isascii() and is_month(one)))
        return Template(self.text.translate(digits), doubtful)


def joined(form: str, *dates: Template) -> Template:
    """Return the template of a form that holds some dates.

    Examples
    --------
    >>> joined("{}/{}", Template("1950"), Template("1953")).text
    '1950/1953'
    """
    months = tuple(month for one in dates for month in one.months)
    return Template(form.format(*(one.text for one in dates)), months)
