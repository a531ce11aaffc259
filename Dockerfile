# The linter as an image; docs/ci.md says how to build and use it.
FROM node:20-slim
COPY qemu-firmware-*.tgz /tmp/
RUN npm install --global --offline --no-audit --no-fund /tmp/qemu-firmware-*.tgz && rm -rf /tmp/qemu-firmware-*.tgz /root/.npm
USER node
WORKDIR /work
ENTRYPOINT ["qemu-firmware"]
CMD ["help"]
