#!/usr/bin/env bash
# Builds the two other Java kernels from their sources into FOLDER/kernels, for measure.py to compare with:
#   ./peers.sh FOLDER && JUPYTER_PATH=FOLDER ./measure.py
# Needs git, Maven, JDK 25 in JAVA_HOME, the network. JJAVA and RAPAIO may name other places to clone from.
set -euo pipefail
folder=$(mkdir -p "$1" && cd "$1" && pwd)
JJAVA=${JJAVA:-https://github.com/dflib/jjava} RAPAIO=${RAPAIO:-https://github.com/padreati/rapaio-jupyter-kernel}
java=$JAVA_HOME/bin/java

source_of() { # NAME URL REVISION
  [ -d "$folder/$1" ] || git clone -q "$2" "$folder/$1"
  git -C "$folder/$1" checkout -q -f "$3"
  mkdir -p "$folder/kernels/$1"
}

package() { # NAME, of the sources
  (cd "$folder/$1" && mvn -q -B -ntp -Dmaven.test.skip=true package >&2)
}

jjava() { # after milestone 3, on the way to 1.0
  source_of jjava "$JJAVA" ef30da8
  package jjava
  cp "$folder"/jjava/jjava-launcher/target/jjava-launcher-1.0-SNAPSHOT.jar "$folder/kernels/jjava/jjava-launcher.jar"
  unzip -qo "$folder"/jjava/jjava-distro/target/jjava-*-kernelspec.zip -d "$folder/kernels/jjava"
  sed -i "/language/!s|\"java\"|\"$java\"|" "$folder/kernels/jjava/kernel.json"
}

rapaio() {
  source_of rapaio "$RAPAIO" 3.0.4
  # The version that its build asks for is not on Maven Central.
  sed -i 's/2\.4\.45/2.4.40/' "$folder/rapaio/rapaio-jupyter-kernel/pom.xml"
  package rapaio
  cp "$folder"/rapaio/rapaio-jupyter-kernel/target/rapaio-jupyter-kernel-3.0.4.jar "$folder/kernels/rapaio/kernel.jar"
  cat >"$folder/kernels/rapaio/kernel.json" <<END
{
  "argv": ["$java", "-jar", "{resource_dir}/kernel.jar", "{connection_file}"],
  "display_name": "Java (rapaio)",
  "language": "java",
  "interrupt_mode": "message",
  "env": {"RJK_COMPILER_OPTIONS": "", "RJK_TIMEOUT_MILLIS": "-1", "RJK_INIT_SCRIPT": "", "RJK_MIMA_CACHE": "mima_cache",
          "RJK_MIMA_USER_SETTINGS": "false"}
}
END
}

jjava
rapaio
