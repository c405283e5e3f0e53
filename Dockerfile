# The command line of SMM Explorer for nodes of a cluster, or any machine with Docker or Apptainer: docs/sweeps.md.
#
#   docker build -t smm .
#   docker run --rm -v "$PWD:$PWD" -w "$PWD" smm sweep run plan.yaml
#   apptainer build smm.sif docker-daemon://smm:latest
#
# WebGPU goes through Vulkan: with an NVIDIA card, add `--gpus all -e NVIDIA_DRIVER_CAPABILITIES=all` (Apptainer: --nv).
# Where there is no adapter, tasks use WebAssembly on the cores that they are given, and the results say so.
FROM node:22-bookworm-slim

RUN apt-get update \
  && apt-get install -y --no-install-recommends libvulkan1 libx11-xcb1 libxext6 libgomp1 ca-certificates \
  && rm -rf /var/lib/apt/lists/*

WORKDIR /opt/smm
COPY package.json package-lock.json ./
# the optional package `webgpu` comes along; tools for building and testing do not
RUN npm ci --omit=dev --no-audit --no-fund --loglevel=error && npm cache clean --force
COPY tsconfig*.json ./
COPY src src
COPY public public
COPY LICENSE NOTICE ./

# users of a cluster are not root, and write nothing in here
ENV NODE_ENV=production TSX_DISABLE_CACHE=1
ENTRYPOINT ["node", "--import", "/opt/smm/node_modules/tsx/dist/loader.mjs", "/opt/smm/src/headless/main.ts"]
CMD ["--help"]
