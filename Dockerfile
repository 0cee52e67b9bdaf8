# The application, as `mvn package` makes it: build first, then the image. No build tool and no source comes into it.
#   mvn -DskipTests package && docker compose up --build
FROM eclipse-temurin:17-jre

RUN groupadd --system --gid 10001 bangfu \
 && useradd --system --uid 10001 --gid bangfu --home-dir /opt/bangfu --shell /usr/sbin/nologin bangfu

WORKDIR /opt/bangfu
COPY --chown=root:root target/bangfu.jar bangfu.jar

USER 10001:10001
ENV SPRING_PROFILES_ACTIVE=production \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=75 -Dfile.encoding=UTF-8"
EXPOSE 8080

# Bash asks by itself: the image needs neither curl nor wget.
HEALTHCHECK --interval=15s --timeout=5s --start-period=180s --retries=4 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /actuator/health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && grep -q '\"UP\"' <&3"]

ENTRYPOINT ["java", "-jar", "bangfu.jar"]
