#!/bin/sh
# check_bare_debian.sh PACKAGE PROGRAM: installs the package with apt on a Debian 12 that has nothing
# else, and makes a leaflet there. Its bytes must be those of PROGRAM, which built the package.
#
# The bare system is a folder that is thrown away. It comes from where this system's own packages come
# from. Needs root and debootstrap; exit status 77 says that this machine can't, and why.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
package=$(realpath "$1")
program=$(realpath "$2")
as_of=2026-11-01

left_out() {
  echo "left out: package on a bare Debian 12 ($*)"
  exit 77
}
[ "$(id -u)" -eq 0 ] || left_out "only root can make one"
command -v debootstrap >/dev/null || left_out "debootstrap is not installed"

# The source of this system's bookworm, as apt has it.
mirror=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' |
  awk '$2 == "bookworm" && $3 == "main" { print $1; exit }')
[ -n "$mirror" ] || left_out "apt knows no source of Debian 12"

bare=$(mktemp -d)
chmod 755 "$bare"  # apt fetches as another user.
trap 'umount "$bare/proc" 2>/dev/null || true; rm -rf --one-file-system "$bare"' EXIT
echo "making a bare Debian 12"
debootstrap --variant=minbase bookworm "$bare" "$mirror" >"$bare.log" 2>&1 || {
  tail -n 5 "$bare.log"
  rm -f "$bare.log"
  left_out "debootstrap could not make it"
}
rm -f "$bare.log"
# The way to packages is this system's own: its sources, keys and proxies.
cp -L /etc/resolv.conf "$bare/etc/resolv.conf" 2>/dev/null || true
for part in apt.conf apt.conf.d auth.conf.d; do
  [ ! -e "/etc/apt/$part" ] || cp -rL "/etc/apt/$part" "$bare/etc/apt/"
done
[ ! -d /usr/local/share/ca-certificates ] || cp -rL /usr/local/share/ca-certificates "$bare/usr/local/share/"
mount -t proc proc "$bare/proc" 2>/dev/null || echo "(without /proc)"

inside() { chroot "$bare" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C "$@"; }
proxied() {
  chroot "$bare" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C \
    DEBIAN_FRONTEND=noninteractive ${http_proxy:+"http_proxy=$http_proxy"} \
    ${https_proxy:+"https_proxy=$https_proxy"} "$@"
}
echo "$(inside dpkg-query -f '.\n' -W | wc -l) packages are there; installing $(basename "$package")"
cp "$package" "$bare/tmp/bifolium.deb"
proxied apt-get update -qq
proxied apt-get install -y -qq --no-install-recommends /tmp/bifolium.deb >"$bare/tmp/apt.log" 2>&1 || {
  tail -n 20 "$bare/tmp/apt.log"
  exit 1
}
echo "$(inside dpkg-query -f '.\n' -W | wc -l) packages are there now"

mkdir "$bare/root/leaflets"
cp "$root/content/leiomyosarcoma.xml" "$bare/root/leaflets/"
inside bifolium --version
inside sh -c "cd /root/leaflets && bifolium make leiomyosarcoma.xml --as-of $as_of"
inside sh -c "cd /root/leaflets && bifolium inspect leiomyosarcoma.pdf --text" | grep -q leiomyosarcoma
# What is only recommended is missed with a word on what to install; the modules themselves load.
said=$(inside sh -c "cd /root/leaflets && bifolium proof leiomyosarcoma.pdf" 2>&1 || true)
echo "$said" | grep -q "BF9107.*pdftoppm" || { echo "proof without pdftoppm says: $said"; exit 1; }
said=$(inside bifolium print --list 2>&1 || true)
echo "$said" | grep -q "BF9201" || { echo "print without a server says: $said"; exit 1; }
wanted=$bare/tmp/wanted.pdf
"$program" make "$root/content/leiomyosarcoma.xml" -o "$wanted" --as-of "$as_of" >/dev/null
cmp "$wanted" "$bare/root/leaflets/leiomyosarcoma.pdf"
echo "the leaflet of the bare system is that of the built program, byte by byte"

inside apt-get remove -y -qq bifolium >/dev/null 2>&1
for left in /usr/bin/bifolium /usr/share/bifolium /usr/include/bifolium; do
  [ ! -e "$bare$left" ] || { echo "$left is left after the package was removed"; exit 1; }
done
echo "removed without a trace"
