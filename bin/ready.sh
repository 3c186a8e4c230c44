# Read by the launchers beside it: finds Java, builds what is older than its sources.
# Expects $home, the folder above this one; sets $java, $java_home, $feature and $jar.

say() {
    echo "${0##*/}: $*" >&2
}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
if ! command -v "$java" >/dev/null 2>&1; then
    say "no $java found: install a JDK of version 17 or newer, or set JAVA_HOME"
    exit 1
fi
properties=$("$java" -XshowSettings:properties -version 2>&1)
java_home=$(echo "$properties" | sed -n 's/^ *java\.home = //p')
feature=$(echo "$properties" | sed -n 's/^ *java\.specification\.version = \(1\.\)\{0,1\}//p')
if [ "${feature:-0}" -lt 17 ]; then
    say "$java is Java ${feature:-of unknown version}: 17 or newer is needed"
    exit 1
fi

jar=$home/benchmarks/target/orrery-benchmarks-0.1.0-SNAPSHOT.jar
built=$home/benchmarks/target/.built
sources() {
    find "$home"/pom.xml "$home"/*/pom.xml "$home"/*/src/main "$@"
}
if [ ! -f "$built" ] || [ ! -f "$jar" ] || [ -n "$(sources -newer "$built" | head -n 1)" ]; then
    if ! command -v mvn >/dev/null 2>&1; then
        say "no mvn found: install Maven 3.8 or newer"
        exit 1
    fi
    if [ -d "${HOME:-}/.m2/repository/org/openjdk/jmh" ]; then
        say "building Orrery first, its sources are newer than the last build"
    else
        say "building Orrery first. Maven fetches its plug-ins and the libraries that are used (EJML, Commons Math, OpenBLAS, JCuda,"
        say "JMH, picocli, Jackson, Batik, PDFBox), about 90 MB, into ~/.m2/repository, this once"
    fi
    mkdir -p "$home/benchmarks/target"
    : >"$built.start" # what changes while Maven runs is newer than this
    mvn -q -B -DskipTests -Dorrery.quick -f "$home/pom.xml" -pl benchmarks -am package </dev/null >&2
    mv "$built.start" "$built"
fi
