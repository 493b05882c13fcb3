/** What is known of one mailbox, whichever process watches it. */
export interface MailboxReport {
  /** As the settings call it: `mailbox`, `mailbox 2`. */
  readonly name: string
  /** The service's own address. */
  readonly account: string
  readonly folder: string
  /** What its watch said last, and when; absent while it was never heard. */
  readonly heard?: { readonly at: Date; readonly state: 'connecting' | 'watching' | 'disconnected' | 'stopped' }
  /** When a process that stands by was last heard. */
  readonly standbyAt?: Date
  readonly lastSyncAt?: Date
  readonly out?: { readonly since: Date; readonly cause: string; readonly failures: number }
}

/**
 * Since when nobody has brought a mailbox into step, when that is long: mail may wait there unseen.
 *
 * @param from before then nobody could have been heard: when this process started
 * @param quietMs how long is long, in milliseconds
 */
export function quietSince({ lastSyncAt }: Pick<MailboxReport, 'lastSyncAt'>, from: Date, now: Date, quietMs: number): Date | undefined {
  const since = lastSyncAt ?? from
  return now.getTime() - since.getTime() > quietMs ? since : undefined
}
