"""Show a site while it is edited."""

import gc

import click

from generator.cli.told import done


@click.command()
@click.argument("root", default=".", type=click.Path(file_okay=False, exists=True))
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0: any free one."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Another one lets other machines in.")
@click.option("--drafts", is_flag=True, help="Show drafts too.")
@click.option("--open", "browse", is_flag=True, help="Open a browser.")
def serve(root: str, port: int, host: str, *, drafts: bool, browse: bool) -> None:
    """Show the site in ROOT while it is edited; nothing is written."""
    gc.disable()  # until the site stands: what is made till then stays
    from generator.compose import Request
    from generator.serve import serve as serve_site

    done(lambda: serve_site(Request(root=root, drafts=drafts), host, port, browse=browse), root)
