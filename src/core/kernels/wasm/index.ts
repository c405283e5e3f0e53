/** Registers our kernels for TensorFlow.js' wasm backend. */
import './batch-norm';
import './gelu';
import './max-pool-back';
import './product';
import './weight-gradient';
