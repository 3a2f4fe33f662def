# Sourced by ./terse, ./check and bench/*: finds a Java of at least this version, whatever `java` on the PATH is.
terse_java_version=25

# Sets found to the home of a JDK that has bin/$1 (java or javac) and is new enough; fails when there is none.
# Starts no process but one: this runs at every start of the server.
find_java_home() {
  local tool=$1 candidates=("${JAVA_HOME:-}") key value
  if hash java 2>/dev/null; then
    value=$(readlink -f "${BASH_CMDS[java]}")
    candidates+=("${value%/bin/java}")
  fi
  for found in "${candidates[@]}" /usr/lib/jvm/*; do
    [[ -n $found && -x $found/bin/$tool && -r $found/release ]] || continue
    while IFS='=' read -r key value; do
      [[ $key == JAVA_VERSION ]] || continue
      value=${value//\"/}
      value=${value%%[!0-9]*}
      ((${value:-0} < terse_java_version)) || return 0
    done <"$found/release"
  done
  return 1
}

# Exports JAVA_HOME for a JDK that has bin/$1, or ends the script with one sentence.
use_java() {
  local found
  find_java_home "$1" || {
    echo "Terse needs a JDK $terse_java_version or newer: install one (for example Eclipse Temurin $terse_java_version) under /usr/lib/jvm, or set JAVA_HOME to it." >&2
    exit 1
  }
  export JAVA_HOME=$found
  export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" # Maven's own Guava would print a warning
}

# Ends the script with one sentence unless Maven is there.
need_maven() {
  command -v mvn >/dev/null || {
    echo "Terse is built with Maven 3.8.7 or newer: install it (on Debian: apt-get install maven)." >&2
    exit 1
  }
}
