# Sourced by the scripts beside it: builds the product and the benches, then runs one of them.
home=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
source "$home/.mvn/java.sh"

# Runs main class $1 with the arguments that follow, in place of this shell.
bench() {
  use_java javac
  need_maven
  "$home/terse" --version >/dev/null # builds the product if that is due
  local dist=$home/bench/target/dist
  rm -rf "$dist"
  (cd "$home" && mvn -q -B -ntp -Pdist -Ddist.dir="$dist" -pl bench -am \
    -Dmaven.test.skip=true -Dspotless.check.skip=true package)
  exec "$JAVA_HOME/bin/java" -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -Dterse.home="$home" \
    -cp "$(echo "$home"/bench/target/terse-bench-*.jar):$dist/lib/*" "$@"
}
