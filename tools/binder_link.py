"""Prints the link that opens this clone's public repository on Binder, at the first notebook."""

from __future__ import annotations

import argparse
import ipaddress
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, urlsplit

ROOT = Path(__file__).resolve().parent.parent
BINDER = "https://mybinder.org/v2"
SCP_LIKE = re.compile(r"^(?:[^@/\s]+@)?([^:/\s]+):(?!//)(.+)$")


class NoPublicAddressError(Exception):
    """The repository has no address that Binder could clone from."""


def launch_link(remote: str, branch: str, notebook: str) -> str:
    """Return the launch link for a git remote, in any of the ways that git writes one."""
    host, path = _host_and_path(remote)
    repository = path.strip("/").removesuffix(".git")
    if host == "github.com":
        provider = f"gh/{quote(repository)}"
    elif host == "gitlab.com":
        provider = f"gl/{quote(repository, safe='')}"
    else:
        provider = f"git/{quote(f'https://{host}/{repository}', safe='')}"
    opens = quote(f"lab/tree/{notebook}", safe="")
    return f"{BINDER}/{provider}/{quote(branch, safe='')}?urlpath={opens}"


def _host_and_path(remote: str) -> tuple[str, str]:
    if (scp := SCP_LIKE.match(remote)) and "\\" not in remote:
        host, path = scp.groups()
    else:
        parts = urlsplit(remote)
        host, path = parts.hostname or "", parts.path
    if not _may_be_public(host) or not path.strip("/"):
        raise NoPublicAddressError(
            f"the git remote origin is {remote}, which Binder cannot reach; "
            "push to a public repository and set it: git remote set-url origin <its address>"
        )
    return host, path


def _may_be_public(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith((".local", ".localhost", ".internal", ".lan"))


def git(*arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() if done.returncode == 0 else ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--branch", help="default: the one checked out")
    arguments = parser.parse_args()
    remote = git("config", "--get", "remote.origin.url")
    if not remote:
        print(
            "No git remote named origin: push this clone to a public repository first "
            "(git remote add origin <its address>).",
            file=sys.stderr,
        )
        return 1
    notebooks = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
    branch = arguments.branch or git("symbolic-ref", "--short", "HEAD") or git("rev-parse", "HEAD")
    try:
        print(launch_link(remote, branch, f"notebooks/{notebooks[0]}"))
    except NoPublicAddressError as error:
        print(f"No link: {error}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
