"""EDTF templates with placeholders for digits, for readings that only copy digits.

Most texts are read this way: the meaning of "3–24 February 1261" does not depend on its digits.
Two templates joined by a dash are one template, so such a text is read in one step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


def is_month(digits: str) -> bool:
    """Return whether two digits are a month.

    Examples
    --------
    >>> is_month("06"), is_month("13")
    (True, False)
    """
    return "01" <= digits <= "12"


@dataclass(frozen=True)
class Template:
    """EDTF with placeholders for digits, and the placeholders that must be months.

    Called with the digits of a text, it returns one reading, or none.

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
        """Return the template with digits for some placeholders."""
        months = (month.translate(digits) for month in self.months)
        doubtful = tuple(one for one in months if not (one.isascii() and is_month(one)))
        return Template(self.text.translate(digits), doubtful)


def joined(form: str, *dates: Template) -> Template:
    """Combine templates of dates by a form, such as ``{}/{}``.

    Examples
    --------
    >>> joined("{}/{}", Template("1950"), Template("1953")).text
    '1950/1953'
    """
    months = tuple(month for one in dates for month in one.months)
    return Template(form.format(*(one.text for one in dates)), months)
