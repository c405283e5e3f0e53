import { Component, Suspense, type ReactNode } from 'react';
import { forgetMissedParts, PartNotLoaded } from './lazy-part';

/**
 * A part that nobody asked for by name. Where it does not arrive the page does without, silently, until the browser
 * says that the network is back.
 */
export class UnaskedPart extends Component<{ readonly children: ReactNode }> {
  override state = { missed: false };

  static getDerivedStateFromError(error: unknown) {
    if (!(error instanceof PartNotLoaded)) throw error;
    return { missed: true };
  }

  override componentDidMount(): void {
    window.addEventListener('online', this.tryAgain);
  }

  override componentWillUnmount(): void {
    window.removeEventListener('online', this.tryAgain);
  }

  private readonly tryAgain = () => {
    if (!this.state.missed) return;
    forgetMissedParts();
    this.setState({ missed: false });
  };

  override render(): ReactNode {
    return this.state.missed ? null : <Suspense>{this.props.children}</Suspense>;
  }
}
