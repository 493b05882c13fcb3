import type { Logger } from 'pino'
import type { IntakeModel } from '../store/intakeModel'
import { IntakeChanges } from '../store/intakeChanges'

type Listener = (change: { readonly intakeId: string }) => void

/** One change stream for a whole process, told on to as many listeners as there are open pages. */
export class ChangeHub {
  private readonly listeners = new Set<Listener>()
  private readonly changes: IntakeChanges

  constructor(intakes: IntakeModel, log: Logger) {
    this.changes = new IntakeChanges(intakes, log, { changed: (intakeId) => this.tell({ intakeId }) })
  }

  start(): void {
    this.changes.start()
  }

  /** @returns how to stop listening */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  async stop(): Promise<void> {
    await this.changes.stop()
  }

  private tell(change: { readonly intakeId: string }): void {
    for (const listener of this.listeners) listener(change)
  }
}
