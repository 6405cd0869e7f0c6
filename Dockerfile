# The tools in an image, with their own Java: ./mvnw -Pdist -DskipTests package && docker build -t kafka-mqtt .
# Nothing in it needs to be written to (--read-only); mqtt-subscribe's sessions go to $XDG_STATE_HOME.
ARG BASE=debian:13-slim

FROM ${BASE} AS archive
COPY dist/target/kafka-mqtt-*-linux-x64.tar.gz /archive.tar.gz
# The sandbox is for trying things without Docker.
RUN mkdir /kafka-mqtt \
  && tar -xzf /archive.tar.gz -C /kafka-mqtt --strip-components=1 --no-same-owner \
  && rm -rf /kafka-mqtt/bin/sandbox /kafka-mqtt/lib/sandbox* /kafka-mqtt/man /kafka-mqtt/docs /kafka-mqtt/examples

FROM ${BASE}
ARG BASE
ARG VERSION=unknown
ARG REVISION=unknown
ARG SOURCE=https://github.com/kafka-mqtt/kafka-mqtt
LABEL org.opencontainers.image.title="kafka-mqtt" \
  org.opencontainers.image.description="Command-line tools that send, read and bridge Kafka records and MQTT messages" \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.vendor="The kafka-mqtt authors" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}" \
  org.opencontainers.image.source="${SOURCE}" \
  org.opencontainers.image.url="${SOURCE}" \
  org.opencontainers.image.documentation="${SOURCE}#readme" \
  org.opencontainers.image.base.name="${BASE}"
COPY --from=archive /kafka-mqtt /opt/kafka-mqtt
ENV PATH=/opt/kafka-mqtt/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
  HOME=/tmp \
  LANG=C.UTF-8
USER 10001:10001
WORKDIR /tmp
CMD ["kafka-consumer", "--help"]
