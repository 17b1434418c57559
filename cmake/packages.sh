# Sourced by run and test, in the root of the tree: the Debian packages that duban needs, and their
# installation.

to_build=(
  g++ cmake ninja-build ccache mold
  catch2 librapidcheck-dev
  libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev libspdlog-dev libsodium-dev libssl-dev
  libtomlplusplus-dev libcli11-dev libmagic-dev libcurl4-openssl-dev libcjose-dev
  libsoci-dev libsqlite3-dev libpq-dev
  nodejs npm
)
to_test=(clang-format openssl postgresql postgresql-common)
to_test_all=(
  ca-certificates clang clang-tidy curl etcd-client etcd-server faketime iproute2 libclang-rt-14-dev
  chromium dpkg-dev fonts-noto-cjk patroni procps sqlite3
)

# What one clone has compiled, another need not compile again.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros

# install_packages NAME...: asks apt for those that are missing, if any.
install_packages() {
  local missing=() as_root=() name
  ((EUID == 0)) || as_root=(sudo)
  for name; do is_installed "$name" || missing+=("$name"); done
  ((${#missing[@]})) || return 0

  echo "Installing ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# A newer Node.js than Debian's brings npm along.
is_installed() {
  [[ $1 == npm ]] && command -v npm >/dev/null && return
  [[ $(dpkg-query -Wf '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}
