# Finds Java for mvnw, ./demo and the launchers in bin/. Sourced, never run.

install_hint="install one (Debian, Ubuntu: apt install openjdk-17-jdk-headless; Fedora: dnf install java-21-openjdk-devel; macOS: brew install openjdk@21) or set JAVA_HOME"

# java_program PROGRAM: the program in $JAVA_HOME, else on the PATH; fails if there is none.
java_program() {
  if [ -n "${JAVA_HOME-}" ]; then
    [ -x "$JAVA_HOME/bin/$1" ] && printf '%s\n' "$JAVA_HOME/bin/$1"
  else
    command -v "$1"
  fi
}

# version_of_java: sets java_version to the version of $JAVA, and java_real to its path, where readlink can, without links.
version_of_java() {
  java_real=$JAVA
  [ ! -h "$JAVA" ] && [ "${JAVA#/}" != "$JAVA" ] || java_real=$(readlink -f "$JAVA" 2>/dev/null || printf '%s\n' "$JAVA")
  # The release file of the JDK saves starting a JVM; without one, Java itself is asked.
  java_version=
  java_release=${java_real%/bin/java}/release
  if [ -r "$java_release" ]; then
    while IFS='"' read -r java_member java_value _; do
      [ "$java_member" = JAVA_VERSION= ] && java_version=$java_value
    done <"$java_release"
  fi
  [ -n "$java_version" ] || java_version=$("$JAVA" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
  java_major=${java_version#1.}
  java_major=${java_major%%[!0-9]*}
}

# require_java NAME: sets JAVA to a Java 17 or newer and java_version to its version, or exits with one line that begins with NAME.
require_java() {
  JAVA=$(java_program java) || {
    echo "$1: needs Java 17 or newer, but found none${JAVA_HOME:+ in JAVA_HOME=$JAVA_HOME}: $install_hint" >&2
    exit 1
  }
  version_of_java
  [ "${java_major:-0}" -ge 17 ] || {
    echo "$1: needs Java 17 or newer, but $JAVA is ${java_version:-of unknown version}: $install_hint" >&2
    exit 1
  }
}

# require_jdk NAME: as require_java, but with a compiler, too.
require_jdk() {
  require_java "$1"
  java_program javac >/dev/null || {
    echo "$1: needs a JDK, but there is no compiler next to $JAVA: $install_hint" >&2
    exit 1
  }
}
