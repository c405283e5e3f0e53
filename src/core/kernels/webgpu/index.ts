/** Registers our kernels for TensorFlow.js' WebGPU backend. */
import './batch-norm';
import './channel-moments';
import './max-pool-back';
import './weight-gradient';
