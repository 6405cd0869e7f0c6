# Starts one of the tools: in the project's folder from its jar, which is built when it is first used; in a distribution from
# the jars in lib/, with the Java in jre/ if there is one. Sourced by the launchers in bin/ with:
#   tool    its name
#   module  the folder of its module in the project
#   main    its main class
#   self    the path of the launcher itself, with at least one / and no link
#   flags   JVM flags that measured best for it (docs/BENCHMARKS.md)
#   rehearsal  arguments of a run that needs no broker, from which the class archive is made; empty for none
#   launch_heap  initial size of the heap, unless the user sets its size; unset for the default
#   launch_measure  name of a function that adds to the flags by looking at the arguments; unset for none
# Exec replaces the shell, so that signals, standard input and the exit status are the tool's own.
#
# Environment: JAVA_HOME, JAVA_OPTS (more JVM flags, they win), KAFKA_MQTT_CDS=off (no class archive).

# A closed descriptor would be reused for the first file that Java opens, whose bytes would then be our input. So it is opened
# in the wrong direction, which fails as a closed one does: for the tool, which reports it, and for commands it starts.
true 3>&2 || exec 2>/dev/null
{ true 3<&0; } 2>/dev/null || exec 0>/dev/null
{ true 3>&1; } 2>/dev/null || exec 1</dev/null

# Java reads its arguments and names of files in the charset of the locale, and takes a locale that is not installed for C,
# which has ASCII only. UTF-8 passes them on as they were typed. Commands that a tool starts get the user's locale back.
user_locale=${LC_ALL:-${LC_CTYPE:-${LANG-}}}
case $user_locale in
  *.[Uu][Tt][Ff]8 | *.[Uu][Tt][Ff]-8) [ ! -d /usr/lib/locale/C.utf8 ] || user_locale= ;;
  *) user_locale= ;;
esac
if [ -z "$user_locale" ]; then
  export KAFKA_MQTT_LC_ALL="${LC_ALL-unset}" LC_ALL=C.UTF-8
fi

# Builds all the tools at once, since one tool is soon piped into another; a second launcher waits for the first.
build() {
  require_jdk "$tool"
  lock=$root/.build.lock
  while ! mkdir "$lock" 2>/dev/null; do
    kill -0 "$(cat "$lock/pid" 2>/dev/null || echo $$)" 2>/dev/null || rm -rf "$lock"
    sleep 1
  done
  echo $$ >"$lock/pid"
  trap 'rm -rf "$lock"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  if [ ! -f "$jar" ]; then
    echo "$tool: building the tools, once (a minute or two; the first time, Maven also downloads its dependencies)" >&2
    (cd "$root" && ./mvnw -q -B -DskipTests -Dspotless.check.skip -Dmanual.skip package </dev/null >&2) || {
      echo "$tool: the build failed, see above; try '$root/mvnw -DskipTests package'" >&2
      exit 1
    }
  fi
  rm -rf "$lock"
  trap - EXIT INT TERM
}

root=$(cd -P "${self%/*}/.." && pwd)
made=
if [ -f "$root/lib/$tool.path" ]; then
  . "$root/lib/launch/jdk.sh"
  if [ -x "$root/jre/bin/java" ]; then
    JAVA=$root/jre/bin/java
    version_of_java
    made=$root/lib/classes.jsa
  else
    require_java "$tool"
  fi
  stamp=$root/lib/$tool.path class_path=
  {
    read -r key
    while read -r jar; do class_path=$class_path:$root/lib/$jar; done
  } <"$stamp"
  class_path=${class_path#:} archive_name=$root/$tool-$key
else
  . "$root/support/launch/jdk.sh"
  require_java "$tool"
  jar=$root/${module%/cli}/target/$tool.jar
  # A shell that asks for completions does not wait for a build.
  case "${1-} ${2-}" in
    "completion topics" | "completion groups") [ -f "$jar" ] || exit 0 ;;
  esac
  [ -f "$jar" ] || build
  stamp=$jar class_path=$jar archive_name=$jar
fi

# An initial heap larger than the user's limit would keep Java from starting.
case " ${JAVA_OPTS-} ${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-}" in
  *" -Xm"* | *HeapSize* | *RAM*) ;;
  *) flags="$flags ${launch_heap-}" ;;
esac
[ -z "${launch_measure-}" ] || "$launch_measure" "$@"
# Jars that load native code must name what may do so from Java 22 on, also while their archive is made.
[ "$java_major" -lt 22 ] || flags="$flags --enable-native-access=ALL-UNNAMED"

# An archive of loaded classes (AppCDS) halves the start-up. A distribution with its own Java brings one for all tools. Others are
# made in the background of the first run, per user, JDK and jars, and never a reason to fail. An archive has the time of what
# it was made from, since Java silently does without an archive of other jars, and is made without compilers: a method that
# waits for one while it is archived may stay interpreted for ever (JDK-8306460).
up_to_date() { [ -f "$1" ] && [ ! "$stamp" -nt "$1" ] && [ ! "$stamp" -ot "$1" ]; }
archive=
if [ "${KAFKA_MQTT_CDS-}" != off ]; then
  if [ -f "$made" ]; then
    archive=$made
  elif [ -n "$rehearsal" ]; then
    cache=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/kafka-mqtt
    archive=$cache/$java_version$java_real$archive_name.jsa
    up_to_date "$archive" || {
      (
        trap '' INT HUP
        mkdir -p "${archive%/*}" && cd "$cache" || exit
        # One at a time; a lock older than ten minutes is left over from a crash.
        find "$archive.lock" -prune -mmin +10 -exec rmdir {} + 2>/dev/null
        mkdir "$archive.lock" || exit
        # shellcheck disable=SC2086
        "$JAVA" $flags -Xint -XX:ArchiveClassesAtExit="$archive.new" -cp "$class_path" "$main" $rehearsal
        [ "$stamp" -nt "$archive.lock" ] || { touch -r "$stamp" "$archive.new" && mv -f "$archive.new" "$archive"; }
        rmdir "$archive.lock"
      ) </dev/null >/dev/null 2>&1 &
      archive=
    }
  fi
fi

# Which streams are terminals, and how large these are: Java would have to start a process to find out.
terminals= terminal_size=
[ ! -t 0 ] || terminals=0
[ ! -t 1 ] || terminals=${terminals}1
[ ! -t 2 ] || terminals=${terminals}2
case $terminals in
  *2) terminal_size=$(stty size <&2 2>/dev/null) ;;
  *1) terminal_size=$( (stty size </dev/tty) 2>/dev/null) ;;
esac

# Without DisplayVMOutputToStderr, a JVM that cannot start, or one that is asked for its threads by SIGQUIT, would write among
# our data. The archive is read 10 ms faster where it was made than at a random address, and 5 ms go into figures for jstat.
# With -jar, Java would read the table of contents of the jar, some thousand entries, once more. What an archive lacks is
# nothing to report.
# shellcheck disable=SC2086
exec "$JAVA" $flags -XX:+DisplayVMOutputToStderr -Xshare:auto ${archive:+"-XX:SharedArchiveFile=$archive"} -Xlog:disable -Xlog:all=error:stderr -Xlog:cds=off:stderr \
  -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -XX:-UsePerfData \
  -Dkafkamqtt.terminals="$terminals" ${terminal_size:+"-Dkafkamqtt.terminal.size=$terminal_size"} ${JAVA_OPTS-} -cp "$class_path" "$main" "$@"
