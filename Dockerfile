# The service on Node's own image, its TypeScript run as it is (type stripping): no build step, no dev dependencies.
FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:24-slim
ENV NODE_ENV=production NODE_COMPILE_CACHE=/app/.cache
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json ./
COPY schema ./schema
COPY src ./src
RUN mkdir -p data .cache && chown node:node data .cache
USER node
VOLUME /app/data
EXPOSE 4000
# A small young generation, and no optimising of the WebAssembly that strips types: both only cost idle memory here
# (measured by npm run bench). The compile cache is filled at the first start.
CMD ["node", "--max-semi-space-size=2", "--liftoff-only", "src/main.ts"]
HEALTHCHECK CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 4000) + '/health/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
