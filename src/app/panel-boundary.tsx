import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from '../ui/controls/button';
import { MessagesContext } from '../ui/use-messages';
import styles from './panel-boundary.module.css';

interface PanelBoundaryProps {
  /** null = the whole page */
  readonly name: string | null;
  readonly children: ReactNode;
}

interface PanelBoundaryState {
  readonly failed: boolean;
}

/** An error in one panel takes that panel off the page, with a sentence in its place, and nothing else. */
export class PanelBoundary extends Component<PanelBoundaryProps, PanelBoundaryState> {
  static override readonly contextType = MessagesContext;
  declare context: React.ContextType<typeof MessagesContext>;
  override state: PanelBoundaryState = { failed: false };

  static getDerivedStateFromError(): PanelBoundaryState {
    return { failed: true };
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo): void {
    // the person gets a sentence; whoever looks for the cause finds it where errors are looked for
    reportError(error instanceof Error ? error : new Error(`${String(error)}${componentStack ?? ''}`));
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const { app } = this.context;
    const { name } = this.props;
    return (
      <div className={styles.failed} role="alert">
        <p>{name === null ? app.pageFailed : app.panelFailed(name)}</p>
        {name === null ? (
          <Button onClick={() => location.reload()}>{app.reload}</Button>
        ) : (
          <Button onClick={() => this.setState({ failed: false })}>{app.panelRetry}</Button>
        )}
      </div>
    );
  }
}
