/** What was really asked of a GPU device: proof that nothing fell back silently, and the bench's figures. */
export interface DeviceCounters {
  dispatches: number;
  submits: number;
  /** copies between buffers; on a discrete card each may cross the bus */
  copies: number;
  /** those of them that bring values back */
  readbacks: number;
  /** bytes handed to the device for storage buffers: tensors that were uploaded */
  uploadedBytes: number;
  /** bytes of shapes and single numbers, handed over with the dispatches */
  uniformBytes: number;
  /** buffers and compute pipelines that the device had to make */
  buffers: number;
  pipelines: number;
  /** bytes of storage buffers bound, summed over all dispatches: what the kernels can touch */
  boundBytes: number;
}

/** GPUBufferUsage; the namespace is not there in Node */
const MAP_READ = 0x1;
const UNIFORM = 0x40;

/** Counts on the device itself, from now on. */
export function countDeviceWork(device: GPUDevice): DeviceCounters {
  const counters: DeviceCounters = {
    dispatches: 0,
    submits: 0,
    copies: 0,
    readbacks: 0,
    uploadedBytes: 0,
    uniformBytes: 0,
    buffers: 0,
    pipelines: 0,
    boundBytes: 0,
  };

  const { queue } = device;
  const submit = queue.submit.bind(queue);
  queue.submit = (commands) => {
    counters.submits++;
    return submit(commands);
  };
  const writeBuffer = queue.writeBuffer.bind(queue) as GPUQueue['writeBuffer'];
  queue.writeBuffer = ((...[buffer, offset, data, start, size]: Parameters<GPUQueue['writeBuffer']>) => {
    const elementBytes = 'BYTES_PER_ELEMENT' in data ? (data.BYTES_PER_ELEMENT as number) : 1;
    const bytes = size === undefined ? data.byteLength - (start ?? 0) * elementBytes : size * elementBytes;
    counters[buffer.usage & UNIFORM ? 'uniformBytes' : 'uploadedBytes'] += bytes;
    return writeBuffer(buffer, offset, data, start, size);
  }) as GPUQueue['writeBuffer'];

  const createBuffer = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    counters.buffers++;
    if (descriptor.mappedAtCreation) counters.uploadedBytes += descriptor.size;
    return createBuffer(descriptor);
  };

  const createComputePipeline = device.createComputePipeline.bind(device);
  device.createComputePipeline = (descriptor) => {
    counters.pipelines++;
    return createComputePipeline(descriptor);
  };

  const createBindGroup = device.createBindGroup.bind(device);
  /** of each group; one may be made once and bound ever after */
  const bytesOf = new WeakMap<GPUBindGroup, number>();
  device.createBindGroup = (descriptor) => {
    const group = createBindGroup(descriptor);
    const sizes = Array.from(descriptor.entries, ({ resource }) => {
      if (!('buffer' in resource) || resource.buffer.usage & UNIFORM) return 0;
      return resource.size ?? resource.buffer.size;
    });
    bytesOf.set(
      group,
      sizes.reduce((sum, size) => sum + size, 0),
    );
    return group;
  };

  const createCommandEncoder = device.createCommandEncoder.bind(device);
  device.createCommandEncoder = (descriptor) => {
    const encoder = createCommandEncoder(descriptor);
    const copy = encoder.copyBufferToBuffer.bind(encoder) as (...inputs: unknown[]) => undefined;
    encoder.copyBufferToBuffer = (...inputs: unknown[]) => {
      counters.copies++;
      const into = inputs.find((input, index) => index > 0 && typeof input === 'object') as GPUBuffer;
      if (into.usage & MAP_READ) counters.readbacks++;
      return copy(...inputs);
    };
    const beginComputePass = encoder.beginComputePass.bind(encoder);
    encoder.beginComputePass = (passDescriptor) => {
      const pass = beginComputePass(passDescriptor);
      const bind = pass.setBindGroup.bind(pass) as (...inputs: unknown[]) => undefined;
      let bound = 0;
      pass.setBindGroup = ((...inputs: unknown[]) => {
        bound = bytesOf.get(inputs[1] as GPUBindGroup) ?? 0;
        return bind(...inputs);
      }) as typeof pass.setBindGroup;
      const dispatch = pass.dispatchWorkgroups.bind(pass);
      pass.dispatchWorkgroups = (x, y, z) => {
        counters.dispatches++;
        counters.boundBytes += bound;
        return dispatch(x, y, z);
      };
      return pass;
    };
    return encoder;
  };
  return counters;
}
