import {
  processorCandidate,
  webglCandidate,
  webgpuCandidate,
  type WebGPUOptions,
} from '../core/engine/candidates';
import type { Candidate } from '../core/engine/choose-backend';
import { setBackend } from '../core/tf';
import { startWasm } from './wasm-backend';

/** The backends of a browser. Each loads its package when it is tried: most pages need one of four. */
export function browserCandidates(reports: Pick<WebGPUOptions, 'onLost' | 'onRefused'>): Candidate[] {
  const cores = `${navigator.hardwareConcurrency} logical processors`;
  const webgl = webglCandidate(reports);
  return [
    webgpuCandidate({
      findGPU: async () => navigator.gpu as GPU | undefined,
      createBackend: async (device, info) => {
        const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
        return new WebGPUBackend(device, info);
      },
      ...reports,
    }),
    {
      ...webgl,
      async start() {
        await import('@tensorflow/tfjs-backend-webgl');
        return webgl.start();
      },
    },
    processorCandidate('wasm', cores, startWasm),
    processorCandidate('cpu', cores, async () => {
      await import('@tensorflow/tfjs-backend-cpu');
      return setBackend('cpu');
    }),
  ];
}
