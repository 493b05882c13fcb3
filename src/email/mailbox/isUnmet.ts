import type { MailRowState } from '../keptMailPorts'

/**
 * Whether a message that lies in the inbox is new to us. One that was `gone` or `moved_back` and lies there all the same is:
 * a server's backup, or a replica that lags, brings old numbers back.
 */
export function isUnmet(state: MailRowState | undefined): boolean {
  switch (state) {
    case undefined: case 'gone': case 'moved_back':
      return true
    case 'seen': case 'kept': case 'ingested': case 'quarantined':
      return false
    default:
      return state satisfies never
  }
}
