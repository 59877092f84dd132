# The service on Node's own image, its TypeScript run as it is (type stripping): no build step, no dev dependencies.
FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:24-slim
# A sandbox listens to its own machine only, and here that would be the container alone.
ENV NODE_ENV=production HOST=0.0.0.0 NODE_COMPILE_CACHE=/app/.cache
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json ./
COPY schema ./schema
COPY src ./src
# Writable by the group 0 too, of which whoever runs a container under a user id of its own choosing is a member.
RUN mkdir -p data .cache && chown node:0 data .cache && chmod 770 data .cache
USER node
VOLUME /app/data
EXPOSE 4000
# What `npm start` runs, with its flags, and in its place: signals reach the service. The compile cache is filled at the
# first start.
CMD ["sh", "-c", "eval \"$(node -p 'require(\"./package.json\").scripts.start')\""]
HEALTHCHECK CMD ["node", "src/bin/healthcheck.js"]
