#!/usr/bin/env bash
# Shows that a machine with nothing but Node 20 and git is enough: a Debian made by debootstrap in a folder, this machine's
# node and npm copied in, a fresh clone of the last commit, and there as a person and as root: COMMAND.
#
#   sudo scripts/clean-root.sh [--as person|root]... [FOLDER [COMMAND...]]
#
# FOLDER (default: clean-root below the system's temporary folder) is kept, so that a second run only clones anew.
# Debian's mirror and release are those of this machine's apt; npm's registry and its certificates are those of this machine's
# npm. Mounts live in a namespace of their own and end with it.
set -euo pipefail

users=()
while [ "${1:-}" = --as ]; do
  users+=("$2")
  shift 2
done
[ ${#users[@]} -gt 0 ] || users=(person root)
root=${1:-${TMPDIR:-/tmp}/clean-root}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- sh -c 'npm ci --no-audit --no-fund && npm start && npm test'
checkout=$(cd "$(dirname "$0")/.." && pwd)

[ "$(id -u)" = 0 ] || { echo 'clean-root: chroot and mounts need root: sudo scripts/clean-root.sh' >&2; exit 2; }
for program in debootstrap unshare chroot node npm git; do
  command -v "$program" >/dev/null || { echo "clean-root: $program is missing: install it and try again" >&2; exit 2; }
done

# debootstrap's own end is the sign that the folder is complete: what was cut short begins again.
if [ ! -e "$root/clean-root.made" ]; then
  read -r mirror release < <(
    apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(ORIGIN) $(COMPONENT)' 'Created-By: Packages' |
      awk '$3 == "Debian" && $4 == "main" && $2 !~ /-/ { print $1, $2; exit }'
  ) || { echo "clean-root: apt knows no Debian: run apt-get update first" >&2; exit 2; }
  rm -rf --one-file-system "$root"
  debootstrap --variant=minbase --include=git "$release" "$root" "$mirror"
  # The installer writes it, debootstrap does not.
  printf '127.0.0.1 localhost\n::1 localhost\n' >"$root/etc/hosts"
  chroot "$root" useradd --create-home --shell /bin/sh person
  touch "$root/clean-root.made"
fi

# Node and npm as they are on this machine, below /usr/local; the first of PATH may be a link to them.
install -D "$(readlink -f "$(command -v node)")" "$root/usr/local/bin/node"
npm=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")
mkdir -p "$root/usr/local/lib/node_modules"
rm -rf "$root/usr/local/lib/node_modules/npm"
cp -RL "$npm" "$root/usr/local/lib/node_modules/npm"
ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
ln -sf ../lib/node_modules/npm/bin/npx-cli.js "$root/usr/local/bin/npx"

# How npm reaches its registry from here; nothing else of this machine's environment goes in.
cp -L /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
reach=("npm_config_registry=$(npm config get registry)")
certificates=${NODE_EXTRA_CA_CERTS:-$(npm config get cafile)}
if [ -s "$certificates" ]; then
  cp -L "$certificates" "$root/usr/local/lib/registry.pem"
  reach+=(npm_config_cafile=/usr/local/lib/registry.pem)
fi
for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
  [ -z "${!name:-}" ] || reach+=("$name=${!name}")
done

status=0
for user in "${users[@]}"; do
  home=$(chroot "$root" sh -c "eval echo ~$user")
  rm -rf --one-file-system "$root$home/project"
  git clone --quiet --no-hardlinks "$checkout" "$root$home/project"
  chroot "$root" chown -R "$user:" "$home/project"
  printf '\n=== as %s: %s\n' "$user" "$*"
  # The words are the root, the user, the folder, then the environment and the command.
  unshare --mount --pid --fork --kill-child sh -euc '
    root=$1 user=$2 folder=$3
    shift 3
    mount --rbind /dev "$root/dev"
    mount -t proc proc "$root/proc"
    exec chroot "$root" setpriv --reuid "$user" --regid "$user" --init-groups \
      sh -c "cd \"\$0\" && exec env -i \"\$@\"" "$folder" "$@"
  ' sh "$root" "$user" "$home/project" \
    PATH=/usr/local/bin:/usr/bin:/bin "HOME=$home" "${reach[@]}" "$@" || { status=1; echo "*** failed as $user"; }
done
exit $status
