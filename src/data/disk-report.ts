/** How much room the browser gives this page, and whether it may take away again what is kept there. */
export interface DiskReport {
  /** bytes of all that this page keeps, models and pictures included */
  readonly used: number;
  /** bytes that it may still keep */
  readonly free: number;
  /** the browser has promised not to throw anything away by itself */
  readonly lasting: boolean;
}
