# Does what ./terse build and ./terse serve do. Both stages have the same JDK and the same folder: the start-up
# cache made in the first is good for no other.
FROM eclipse-temurin:25-jdk AS build
RUN apt-get update && apt-get install -y --no-install-recommends maven && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/terse
COPY . .
RUN ./terse build && rm dist/build.log dist/rehearsal.log

FROM eclipse-temurin:25-jdk
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin terse \
  && install -d -o terse -g terse -m 0700 /data
COPY --from=build /opt/terse/terse /opt/terse/terse
COPY --from=build /opt/terse/.mvn/java.sh /opt/terse/.mvn/java.sh
COPY --from=build /opt/terse/dist /opt/terse/dist
USER terse
WORKDIR /
ENV TERSE_DATA=/data
VOLUME /data
# Links, API and dashboard. Health and metrics (9090) stay inside unless management-host says otherwise.
EXPOSE 8080 8081
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/9090 && printf 'GET /readyz HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [[ $status == 200 ]]"]
ENTRYPOINT ["/opt/terse/terse"]
CMD ["serve"]
