/** Registers our kernels for TensorFlow.js' wasm backend. */
import './batch-norm';
import './max-pool-back';
import './product';
import './weight-gradient';
