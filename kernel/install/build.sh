# shellcheck shell=bash
# Finds or fetches Maven, and builds $built with it.

maven_version=3.9.16
maven_sha512=831a8591fe20c8243b1dbe7d71e3244f31d1665b0804b2e825e38cbbe5ce0cafb8338851f90780735568773e0a6cd07bbec107cda0b896b008b861075358b6f6
maven_url=https://repo.maven.apache.org/maven2/org/apache/maven/apache-maven/$maven_version/apache-maven-$maven_version-bin.tar.gz

maven_works() { # MVN: runs on our JDK and is new enough for the plugins
  local version minor
  version=$(JAVA_HOME=$jdk "$1" -B --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p' || true)
  minor=${version#*.}
  case $version in 3.*) [ "${minor%%.*}" -ge 8 ] ;; [4-9].*) true ;; *) false ;; esac
}

need_maven() {
  local candidate
  for candidate in "$(command -v mvn || true)" "$state/maven/bin/mvn"; do
    if [ -x "$candidate" ] && maven_works "$candidate"; then mvn=$candidate; return; fi
  done
  say "no Maven 3.8 or newer found: fetching Maven $maven_version from Maven Central"
  fetch "$maven_url" "$work/maven.tar.gz" || fail_with_log 12 "cannot fetch Maven from Maven Central; install Maven 3.8 or newer"
  same_sum 512 "$maven_sha512" "$work/maven.tar.gz" || fail 12 "Maven's checksum is wrong: nothing was unpacked"
  unpack "$work/maven.tar.gz" "$state/maven" || fail_with_log 12 "Maven could not be unpacked"
  mvn=$state/maven/bin/mvn
  say "wrote $state/maven"
}

build() {
  say "building (the first time it downloads its libraries: some minutes)"
  (cd "$here" && JAVA_HOME=$jdk "$mvn" -B -ntp -q -pl kernel/jupyter -am -Dmaven.test.skip=true -Dunchecked package) >"$log" 2>&1 ||
    fail_with_log 13 "the build failed: $(sed -n 's/^\[ERROR\] *//p' "$log" | grep -v '^COMPILATION ERROR' | head -1 | cut -c1-200)"
  grep -qF '"@JAVA@"' "$built/kernel.json" 2>/dev/null || fail 13 "the build left no $built/kernel.json with a place for the JDK"
}
