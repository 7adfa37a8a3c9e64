# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
#
# What ./understudy and ./verify share: finds or gets the JDK, Maven, the system's packages and CRIU. To be sourced by bash, with REPOSITORY set.
# Everything it gets by itself goes to one cache directory; progress goes to stderr, so that a command's output stays clean.

MAVEN_VERSION=3.9.16
JAVA_FEATURE=25
# product/agent and product/desktop are as new as this file says
STAMP=$REPOSITORY/product/agent/target/built
: "${HOME:=$(getent passwd "$(id -u)" | cut -d: -f6)}"
export HOME
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/understudy

say() { printf '%s\n' "$*" >&2; }

fail() {
	say "understudy: $1"
	shift
	for line in "$@"; do say "  $line"; done
	exit 1
}

is_root() { [ "$(id -u)" = 0 ]; }

have() { command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ] || [ -x "/sbin/$1" ]; }

# --- the JDK -------------------------------------------------------------------------------------------------------------------

is_wanted_jdk() {
	[ -x "$1/bin/javac" ] && [ -x "$1/bin/jlink" ] && "$1/bin/java" -version 2>&1 | head -n 1 | grep -q "\"$JAVA_FEATURE[.\"]"
}

jdk_candidates() {
	[ -z "${JAVA_HOME:-}" ] || printf '%s\n' "$JAVA_HOME"
	for home in /usr/lib/jvm/*; do printf '%s\n' "$home"; done
	if have javac; then dirname "$(dirname "$(readlink -f "$(command -v javac)")")"; fi
}

find_jdk() {
	while IFS= read -r home; do
		if is_wanted_jdk "$home"; then
			printf '%s\n' "$home"
			return 0
		fi
	done < <(jdk_candidates)
	return 1
}

need_jdk() {
	local home
	if ! home=$(find_jdk) && is_root && have apt-get && [ -n "$(apt-cache -q madison openjdk-$JAVA_FEATURE-jdk-headless 2>/dev/null)" ]; then
		say "  installing openjdk-$JAVA_FEATURE-jdk-headless"
		apt_install "openjdk-$JAVA_FEATURE-jdk-headless"
		home=$(find_jdk)
	fi
	[ -n "$home" ] || fail "no JDK $JAVA_FEATURE found (looked at JAVA_HOME, /usr/lib/jvm and the PATH)" \
		"Install one, for instance the package openjdk-$JAVA_FEATURE-jdk or Eclipse Temurin $JAVA_FEATURE, or point JAVA_HOME to it."
	export JAVA_HOME=$home
}

# --- packages ------------------------------------------------------------------------------------------------------------------

# Installs packages; a daemon among them (redis, sshd) is neither started nor enabled: we start our own, in namespaces.
apt_install() (
	policy=/usr/sbin/policy-rc.d
	if [ ! -e "$policy" ]; then
		printf '#!/bin/sh\nexit 101\n' >"$policy"
		chmod 755 "$policy"
		trap 'rm -f "$policy"' EXIT
	fi
	export DEBIAN_FRONTEND=noninteractive
	log=$CACHE/apt.log
	mkdir -p "$CACHE"
	{ apt-get -q update; apt-get -q install -y --no-install-recommends "$@"; } >"$log" 2>&1 || {
		tail -n 20 "$log" >&2
		exit 1
	}
	if [ -d /run/systemd/system ]; then
		for package in "$@"; do
			case $package in
			redis-server) systemctl disable --now redis-server >/dev/null 2>&1 ;;
			openssh-server) systemctl disable --now ssh >/dev/null 2>&1 ;;
			esac
		done
	fi
	exit 0
)

gtk_package() {
	if [ -n "$(apt-cache -q madison libgtk-3-0t64 2>/dev/null)" ]; then echo libgtk-3-0t64; else echo libgtk-3-0; fi
}

has_library() { ldconfig -p 2>/dev/null | grep -q "$1" || /sbin/ldconfig -p 2>/dev/null | grep -q "$1"; }

# prints the packages that are missing, one a line
missing_packages() {
	local program package
	while read -r program package; do
		have "$program" || printf '%s\n' "$package"
	done <<-'LIST'
		redis-server redis-server
		redis-cli redis-tools
		sshd openssh-server
		ssh openssh-client
		ip iproute2
		nft nftables
		unshare util-linux
		mount mount
		ps procps
		xz xz-utils
		python3 python3
		Xvfb xvfb
		xauth xauth
	LIST
	has_library libgtk-3.so.0 || gtk_package
	[ -n "$(ls -A /usr/share/fonts/truetype 2>/dev/null)" ] || echo fonts-dejavu-core
}

# Not fatal: what lacks its program says so and is skipped.
want_packages() {
	local missing
	missing=$(missing_packages | sort -u | tr '\n' ' ')
	[ -n "${missing// /}" ] || return 0
	if is_root && have apt-get; then
		say "  installing $missing"
		# shellcheck disable=SC2086  # a list
		apt_install $missing || say "  could not install all of them; going on with what there is (see $CACHE/apt.log)"
	else
		say "  missing: $missing"
		say "  to have them:  sudo apt-get install --no-install-recommends $missing"
	fi
}

# --- Maven ---------------------------------------------------------------------------------------------------------------------

need_maven() {
	MVN=$CACHE/apache-maven-$MAVEN_VERSION/bin/mvn
	[ -x "$MVN" ] && return 0
	if ! have mvn; then
		is_root && have apt-get || fail "no Maven found to fetch Maven $MAVEN_VERSION with" "To have one:  sudo apt-get install maven"
		say "  installing maven, to fetch Maven $MAVEN_VERSION with it"
		apt_install maven || fail "the package maven could not be installed"
	fi
	say "  fetching Maven $MAVEN_VERSION"
	local work
	work=$(mktemp -d)
	mkdir -p "$CACHE"
	(
		set -e
		cd "$work"
		again_if_network_fails "$work/log" mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
			"-Dartifact=org.apache.maven:apache-maven:$MAVEN_VERSION:zip:bin" "-DoutputDirectory=$work/zip"
		"$JAVA_HOME/bin/jar" xf "$work/zip/"apache-maven-*-bin.zip
		chmod +x apache-maven-*/bin/mvn
		rm -rf "$CACHE/apache-maven-$MAVEN_VERSION"
		mv "apache-maven-$MAVEN_VERSION" "$CACHE/"
	) || {
		tail -n 20 "$work/log" >&2
		rm -rf "$work"
		fail "Maven $MAVEN_VERSION could not be fetched from Maven Central"
	}
	rm -rf "$work"
}

# usage: again_if_network_fails LOG COMMAND...    the command's output goes to LOG; one more try when the log tells of the network
again_if_network_fails() {
	local log=$1 status=0
	shift
	"$@" >"$log" 2>&1 || status=$?
	if [ $status != 0 ] && network_failed "$log"; then
		say "  the network failed; once more"
		sleep 3
		status=0
		"$@" >"$log" 2>&1 || status=$?
	fi
	return $status
}

# Only Maven's own words count: what a test prints of refused connections is none of this.
network_failed() { grep -qE '^\[(ERROR|FATAL)\].*Could not transfer (artifact|metadata)' "$1"; }

# --- CRIU ----------------------------------------------------------------------------------------------------------------------

# 4.2 is the oldest that works on kernels from 6.16; "criu check" has the last word, but as root only.
is_good_criu() {
	local version
	version=$("$1" --version 2>/dev/null | sed -n 's/^Version: *//p')
	[ -n "$version" ] && [ "$(printf '4.2\n%s\n' "$version" | sort -V | head -n 1)" = 4.2 ] || return 1
	! is_root || "$1" check >/dev/null 2>&1
}

# Not fatal: without CRIU there is introspection and warm mode.
want_criu() {
	local candidate
	for candidate in "${UNDERSTUDY_CRIU:-}" "$(command -v criu || echo /usr/sbin/criu)" "$CACHE/criu/criu"; do
		if [ -x "$candidate" ] && is_good_criu "$candidate"; then
			export UNDERSTUDY_CRIU=$candidate
			return 0
		fi
	done
	unset UNDERSTUDY_CRIU
	[ "${1:-}" != only-look ] || return 0
	if ! have apt-get || ! have dpkg; then
		say "  no working CRIU 4.2 or newer, and this is no Debian to get one from: hot replication is not available"
		return 0
	fi
	say "  fetching CRIU into $CACHE/criu"
	if "$REPOSITORY/releng/bootstrap/install-criu" "$CACHE/criu" >"$CACHE/criu.log" 2>&1 && is_good_criu "$CACHE/criu/criu"; then
		export UNDERSTUDY_CRIU=$CACHE/criu/criu
	else
		tail -n 5 "$CACHE/criu.log" >&2
		say "  no working CRIU (see $CACHE/criu.log): hot replication is not available"
	fi
}
