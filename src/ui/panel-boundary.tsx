import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from './controls/button';
import { forgetMissedParts, PartNotLoaded } from './lazy-part';
import { MessagesContext } from './use-messages';
import styles from './panel-boundary.module.css';

interface PanelBoundaryProps {
  /** null = the whole page */
  readonly name: string | null;
  readonly children: ReactNode;
}

interface PanelBoundaryState {
  readonly failed: 'by us' | 'not loaded' | null;
}

/** An error in one panel takes that panel off the page, with a sentence in its place, and nothing else. */
export class PanelBoundary extends Component<PanelBoundaryProps, PanelBoundaryState> {
  static override readonly contextType = MessagesContext;
  declare context: React.ContextType<typeof MessagesContext>;
  override state: PanelBoundaryState = { failed: null };

  static getDerivedStateFromError(error: unknown): PanelBoundaryState {
    return { failed: error instanceof PartNotLoaded ? 'not loaded' : 'by us' };
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo): void {
    if (error instanceof PartNotLoaded) return;
    // the person gets a sentence; whoever looks for the cause finds it where errors are looked for
    reportError(error instanceof Error ? error : new Error(`${String(error)}${componentStack ?? ''}`));
  }

  private readonly showAgain = () => {
    forgetMissedParts();
    this.setState({ failed: null });
  };

  override render(): ReactNode {
    const { failed } = this.state;
    if (!failed) return this.props.children;
    const { app } = this.context;
    const { name } = this.props;
    const sentence = failed === 'by us' ? app.panelFailed : app.panelNotLoaded;
    return (
      <div className={styles.failed} role="alert">
        <p>{name === null ? app.pageFailed : sentence(name)}</p>
        {name === null ? (
          <Button onClick={() => location.reload()}>{app.reload}</Button>
        ) : (
          <Button onClick={this.showAgain}>{app.panelRetry}</Button>
        )}
      </div>
    );
  }
}
