"""The commands on what there is to draw with: this machine, and the themes."""

from __future__ import annotations

import click

__all__ = ["doctor", "themes"]


@click.command()
def doctor() -> None:
    """Tell what this machine has: browser, version, sandbox, fonts, a trial drawing."""
    from timeline.export.doctor import doctor as examine

    findings = examine()
    for finding in findings:
        click.echo(str(finding))
    if not all(finding.well for finding in findings):
        click.get_current_context().exit(3)


@click.command()
@click.argument("name", required=False)
def themes(name: str | None) -> None:
    """List the themes with their colours, or print one as TOML to begin your own with.

    \b
    Examples:
      timeline themes
      timeline themes dark > house.toml
    """
    from timeline.theme import THEMES
    from timeline.themefile import theme_lines, theme_of

    if name:
        click.echo(theme_lines(theme_of(name)), nl=False)
        return
    for known, look in THEMES.items():
        click.echo(f"{known:6} paper {look.paper}  ink {look.ink}  sides {' '.join(look.sides)}")
