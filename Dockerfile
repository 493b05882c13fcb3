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
# Local mode brings demonstration people and servers of its own: it has no place where real enquiries are.
RUN npm run build \
 && rm -rf dist/src/local

FROM docker.io/library/node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# A library that could use the compiler if it were there makes npm keep it; nothing compiles in production.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
 && rm -rf node_modules/typescript node_modules/@typescript node_modules/.bin/tsc

FROM docker.io/library/node:24-bookworm-slim
ENV NODE_ENV=production \
    NODE_OPTIONS=--enable-source-maps \
    PORT=3000 \
    OPS_PORT=3001 \
    SPOOL_DIR=/var/spool/advice-line
WORKDIR /app
RUN install -d -o node -g node -m 700 /var/spool/advice-line
# Owned by root: the process cannot change its own program.
COPY --from=build /app/package.json ./
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
# The account that the base image calls node.
USER 1000:1000
EXPOSE 3000 3001
VOLUME ["/var/spool/advice-line"]
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.OPS_PORT}/health/live`).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
