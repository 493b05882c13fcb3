# One image for both kinds of process; the command decides:
#   web (the default)   node dist/src/main.js
#   workers             node dist/workers/main.js
FROM docker.io/library/node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json ./
COPY config config
COPY workers workers
COPY src src
# Local mode, with its demonstration people, is left out of the build: it has no place where real enquiries are.
RUN node config/build.mjs

FROM docker.io/library/node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# A library that could use the compiler if it were there makes npm keep it; nothing compiles in production.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
 && rm -rf node_modules/typescript node_modules/@typescript node_modules/.bin/tsc \
    node_modules/onnxruntime-node/bin/napi-v6/darwin node_modules/onnxruntime-node/bin/napi-v6/win32

FROM docker.io/library/node:24-bookworm-slim
ENV NODE_ENV=production \
    NODE_OPTIONS=--enable-source-maps \
    PORT=3000
WORKDIR /app
# Owned by root: the process cannot change its own program.
COPY --from=build /app/package.json ./
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
# So that `npm start` and `npm run staff` work here as everywhere.
COPY src/*.mjs src/
# Where calls wait while MongoDB is away: keep it on a volume, so that they outlive the container.
ENV SPOOL_DIR=/var/lib/advice-line/spool
RUN mkdir -p /var/lib/advice-line/spool && chown -R 1000:1000 /var/lib/advice-line
VOLUME /var/lib/advice-line
# The account that the base image calls node.
USER 1000:1000
# Health and metrics: 3001 of web, 3002 of workers, or OPS_PORT.
EXPOSE 3000 3001 3002
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "const ports = process.env.OPS_PORT ? [process.env.OPS_PORT] : [3001, 3002]; const live = async (port) => { if (!(await fetch(`http://127.0.0.1:${port}/health/live`)).ok) throw new Error('not live') }; Promise.any(ports.map(live)).then(() => process.exit(0), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
