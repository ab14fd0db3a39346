"""The commands on what there is to draw with: this machine, and the themes."""

from __future__ import annotations

import click

from timeline.cli.summary import wrote
from timeline.cli.types import Width

__all__ = ["doctor_command", "themes"]


@click.command("doctor")
def doctor_command() -> None:
    """Show what this machine can draw: packages, fonts, a trial, and a browser if there is one."""
    from timeline.export.doctor import doctor as examine

    findings = examine()
    for finding in findings:
        click.echo(str(finding))
    if not all(finding.well for finding in findings):
        click.get_current_context().exit(3)


@click.command()
@click.argument("name", required=False)
@click.option("-o", "--output", "outputs", multiple=True, metavar="FILE",
              help="A picture of the themes: .html .svg .png .pdf; may be repeated.")  # fmt: skip
@click.option("--width", type=Width(), default=720, show_default=True, metavar="PIXELS|NAME",
              help="Of the picture: pixels, or column, page or slide.")  # fmt: skip
def themes(name: str | None, outputs: tuple[str, ...], width: float | str) -> None:
    """List the themes with their colours, show them, or print one as TOML to begin your own with.

    \b
    Examples:
      timeline themes
      timeline themes -o themes.html
      timeline themes dark > house.toml
      timeline themes house.toml -o house.png
    """
    if outputs:
        from timeline.charts.themes import themes_chart
        from timeline.export.save import save

        save(themes_chart(name, width=width), *outputs)
        wrote(outputs)
        return
    from timeline.theme import THEMES
    from timeline.theme_file import theme_lines, theme_of

    if name:
        click.echo(theme_lines(theme_of(name)), nl=False)
        return
    for known, look in THEMES.items():
        click.echo(f"{known:6} paper {look.paper}  ink {look.ink}  sides {' '.join(look.sides)}")
