/** Registers our kernels for TensorFlow.js' WebGPU backend. */
import './adam';
import './batch-norm';
import './channel-moments';
import './convolution';
import './depthwise-back';
import './mapped-hits';
import './mapped-loss';
import './max-pool-back';
import './max-pool-three-back';
import './pixel-mean';
import './pointwise';
import './prompt';
import './relu-gate';
import './strided-convolution-back';
import './sums';
import './upload';
import './weight-gradient';
