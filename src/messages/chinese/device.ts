import type { Messages } from '../messages';
import { format } from './format';

export const device: Messages['device'] = {
  title: '计算设备',
  names: {
    webgpu: 'WebGPU',
    webgl: 'WebGL',
    wasm: 'WebAssembly',
    cpu: 'JavaScript',
  },
  idle: '引擎未载入',
  loading: '正在载入引擎',
  failed: '引擎出错',
  software: '软件适配器',
  backend: '后端',
  adapter: '适配器',
  workers: 'Worker',
  dispatches: 'GPU 调度次数',
  drawing: '图像',
  drawings: {
    device: '在快照之间由设备绘制',
    backend: '来自快照；只有 WebGPU 能在快照之间绘制',
    software: '来自快照；处理器没有余力在快照之间绘制',
    'no-canvas': '来自快照；此浏览器不能在 worker 中绘制',
    'other-pixels': '来自快照；此浏览器未能原样交回设备绘制的内容',
    lost: '来自快照；此浏览器在绘制时丢失了设备',
    before: '来自快照；在此版本的浏览器中用设备绘制曾经失败',
    failed: '来自快照；用设备绘制失败，下次打开页面时会重试',
    unwatched: '来自快照',
  },
  drawAgain: '再次尝试用设备绘制',
  drawsAgain: '下次载入页面时会再次尝试用设备绘制。',
  workerCount: (count) => `${format.count(count)} 个 worker`,
  softwareWarning:
    '这里的 WebGPU 在处理器上运行，而不是在显卡上：结果正确，但很慢。使用它是因为链接或设置要求如此。',
  notLoaded: '屏幕上是一次录制的运行。引擎正在后台载入；训练在此浏览器中进行，任何内容都不会离开您的设备。',
  change: '换用其他后端',
  changeHint: '“自动”选用通过自检的最快后端。选择立即生效：引擎重新启动，进行中的运行从上次保存处继续。',
  choices: {
    auto: '自动',
    webgpu: 'WebGPU',
    webgl: 'WebGL',
    wasm: 'WebAssembly',
    cpu: 'JavaScript',
  },
  link: '用链接达到同样效果：?backend=wasm',
};
