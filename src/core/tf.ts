/**
 * The one place where TensorFlow.js is imported by the method.
 *
 * Only operations, no stock gradients: every differentiable operation of the method has its own adjoint
 * beside it (src/core/differentiable). Three of the stock gradients are wrong and the rest keep far more
 * memory than a frozen backbone needs, so none is registered.
 */
export * from '@tensorflow/tfjs-core';
