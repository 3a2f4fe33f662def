# Sourced by ./terse, ./check and bench/*: finds a Java of at least this version, whatever `java` on the PATH is.
terse_java_version=25

# Prints the home of a JDK that has bin/$1 (java or javac) and is new enough; fails when there is none.
find_java_home() {
  local tool=$1 home version
  local path_java
  path_java=$(command -v java || true)
  for home in "${JAVA_HOME:-}" "${path_java:+$(dirname "$(dirname "$(readlink -f "$path_java")")")}" /usr/lib/jvm/*; do
    [[ -n $home && -x $home/bin/$tool && -r $home/release ]] || continue
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
    if ((${version:-0} >= terse_java_version)); then
      printf '%s\n' "$home"
      return 0
    fi
  done
  return 1
}

# Exports JAVA_HOME for a JDK that has bin/$1, or ends the script with one sentence.
use_java() {
  JAVA_HOME=$(find_java_home "$1") || {
    echo "Terse needs a JDK $terse_java_version or newer: install one (for example Eclipse Temurin $terse_java_version) under /usr/lib/jvm, or set JAVA_HOME to it." >&2
    exit 1
  }
  export JAVA_HOME
  export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" # Maven's own Guava would print a warning
}

# Ends the script with one sentence unless Maven is there.
need_maven() {
  command -v mvn >/dev/null || {
    echo "Terse is built with Maven 3.8.7 or newer: install it (on Debian: apt-get install maven)." >&2
    exit 1
  }
}
