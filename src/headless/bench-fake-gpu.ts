/**
 * A GPU device that computes nothing and fails at nothing: TensorFlow.js runs its whole WebGPU path on it, so that a
 * step can be counted at full size on any machine, the same everywhere. Every buffer it hands back holds zeros.
 */
const LIMITS = {
  maxBufferSize: 2 ** 31,
  maxStorageBufferBindingSize: 2 ** 31 - 4,
  maxStorageBuffersPerShaderStage: 10,
  maxComputeWorkgroupStorageSize: 32_768,
  maxComputeInvocationsPerWorkgroup: 1024,
  maxComputeWorkgroupSizeX: 1024,
  maxComputeWorkgroupSizeY: 1024,
  maxComputeWorkgroupSizeZ: 64,
  maxComputeWorkgroupsPerDimension: 65_535,
};

const INFO = {
  vendor: 'none',
  architecture: '',
  device: '',
  description: 'counting device',
  isFallbackAdapter: false,
};

/** TensorFlow.js asks of what kind a resource is. */
class FakeBuffer {
  readonly size: number;
  readonly usage: number;
  readonly mapState = 'unmapped';

  constructor({ size, usage }: GPUBufferDescriptor) {
    this.size = size;
    this.usage = usage;
  }

  getMappedRange(start = 0, length = this.size - start): ArrayBuffer {
    return new ArrayBuffer(length);
  }

  async mapAsync(): Promise<void> {}
  unmap(): void {}
  destroy(): void {}
}

class FakeTexture {
  destroy(): void {}
}

/** The names that a page has as globals. */
const GLOBALS = {
  GPUBuffer: FakeBuffer,
  GPUTexture: FakeTexture,
  GPUBufferUsage: {
    MAP_READ: 0x1,
    MAP_WRITE: 0x2,
    COPY_SRC: 0x4,
    COPY_DST: 0x8,
    UNIFORM: 0x40,
    STORAGE: 0x80,
    INDIRECT: 0x100,
    QUERY_RESOLVE: 0x200,
  },
  GPUMapMode: { READ: 1, WRITE: 2 },
  GPUShaderStage: { COMPUTE: 4 },
};

/** What a page has as `navigator.gpu`, put there together with the constants that go with it. */
export function installFakeGPU(): GPU {
  const gpu = fakeGPU();
  Object.assign(globalThis, GLOBALS);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
  return gpu;
}

function fakeGPU(): GPU {
  const adapter = {
    limits: LIMITS,
    info: INFO,
    features: new Set<string>(),
    requestDevice: async () => fakeDevice(),
  };
  return { requestAdapter: async () => adapter } as unknown as GPU;
}

function fakeDevice(): GPUDevice {
  const nothing = (): object => ({});
  const pipeline = { getBindGroupLayout: nothing };
  const pass = { setPipeline: nothing, setBindGroup: nothing, dispatchWorkgroups: nothing, end: nothing };
  return {
    limits: LIMITS,
    features: new Set<string>(),
    lost: new Promise(() => undefined),
    addEventListener: nothing,
    destroy: nothing,
    pushErrorScope: nothing,
    popErrorScope: async () => null,
    queue: { submit: nothing, writeBuffer: nothing, onSubmittedWorkDone: async () => undefined },
    createBuffer: (descriptor: GPUBufferDescriptor) => new FakeBuffer(descriptor),
    createShaderModule: nothing,
    createBindGroup: nothing,
    createComputePipeline: () => pipeline,
    createComputePipelineAsync: async () => pipeline,
    createCommandEncoder: () => ({
      beginComputePass: () => ({ ...pass }),
      copyBufferToBuffer: nothing,
      finish: nothing,
    }),
  } as unknown as GPUDevice;
}
