import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** What waits, by the name of the work, with how long the oldest has been due, in seconds. */
export interface Backlog {
  readonly work: string
  readonly waiting: number
  readonly oldestSeconds: number
}

/** One mailbox, by a name that holds no address. */
export interface MailboxFigures {
  readonly name: string
  readonly state: string
  readonly lastSyncAt?: Date
  readonly out?: { readonly failures: number }
  readonly reconciledAt: Date | undefined
}

/** The numbers of one process for Prometheus; no label ever holds anything of a caller. */
export class Metrics {
  readonly registry = new Registry()
  private readonly requests = new Histogram({
    name: 'advice_line_http_request_seconds',
    help: 'Time to answer a request, the durable write included',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    registers: [this.registry],
  })
  private readonly work = new Histogram({
    name: 'advice_line_work_seconds',
    help: 'Time that one piece of owed work took, by its outcome',
    labelNames: ['work', 'outcome'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 30],
    registers: [this.registry],
  })

  private readonly spool = new Counter({
    name: 'advice_line_spool_events_total',
    help: 'Events of calls that went through the spool on disk while the database was away, by what became of them',
    labelNames: ['outcome'],
    registers: [this.registry],
  })

  private readonly gaps = new Counter({
    name: 'advice_line_reconciliation_gaps_total',
    help: 'What the telephone network or a mailbox knew and we did not, by kind',
    labelNames: ['kind'],
    registers: [this.registry],
  })

  private readonly gapsApart = new Counter({
    name: 'advice_line_reconciliation_set_apart_total',
    help: 'What the telephone network knew and we could not take again and again, by kind; each has a card on the desk',
    labelNames: ['kind'],
    registers: [this.registry],
  })

  private readonly refreshing: (() => Promise<void>)[] = []

  constructor() {
    collectDefaultMetrics({ register: this.registry })
  }

  /**
   * Asked at each scrape, so that what is shown is what MongoDB says then. While it is away the last figures stand and
   * the rest is served: that is when an operator looks.
   */
  showBacklog(read: () => Promise<readonly Backlog[]>): void {
    const gauge = (name: string, help: string): Gauge<'work'> =>
      new Gauge({ name, help, labelNames: ['work'], registers: [this.registry] })
    const waiting = gauge('advice_line_work_waiting', 'Pieces of owed work that are due and not done')
    const oldest = gauge('advice_line_work_oldest_seconds', 'How long the oldest piece of due work has waited')
    this.refreshing.push(async () => {
      for (const backlog of await read().catch(() => [])) {
        waiting.set({ work: backlog.work }, backlog.waiting)
        oldest.set({ work: backlog.work }, backlog.oldestSeconds)
      }
    })
  }

  /** Asked at each scrape: enquiries that nobody accepted in time. An urgent or unread one is a reason to ring somebody at any hour. */
  showOverdue(read: () => Promise<Readonly<Record<string, number>>>): void {
    const overdue = new Gauge({
      name: 'advice_line_overdue', help: 'Enquiries that nobody accepted in time, by priority', labelNames: ['priority'], registers: [this.registry],
    })
    this.refreshing.push(async () => {
      for (const [priority, count] of Object.entries(await read().catch(() => ({})))) overdue.set({ priority }, count)
    })
  }

  /** Asked at each scrape: enquiries that no officer took on in time. */
  showOverdueSeconds(read: () => Promise<Readonly<Record<string, number>>>): void {
    const overdue = new Gauge({ name: 'advice_line_second_overdue', help: 'Enquiries that no officer took on in time, by role', labelNames: ['role'], registers: [this.registry] })
    this.refreshing.push(async () => {
      for (const [role, count] of Object.entries(await read().catch(() => ({})))) overdue.set({ role }, count)
    })
  }

  /** Asked at each scrape: what waits on the lists of what is no child concern, and how much of it is late. */
  showLists(read: () => Promise<readonly { readonly list: string; readonly waiting: number; readonly late: number }[]>): void {
    const gauge = (name: string, help: string): Gauge<'list'> => new Gauge({ name, help, labelNames: ['list'], registers: [this.registry] })
    const waiting = gauge('advice_line_list_waiting', 'Enquiries on a list of what is no concern about a child')
    const late = gauge('advice_line_list_late', 'Of those, how many were to be answered by now')
    this.refreshing.push(async () => {
      for (const one of await read().catch(() => [])) {
        waiting.set({ list: one.list }, one.waiting)
        late.set({ list: one.list }, one.late)
      }
    })
  }

  /** Asked at each scrape: callers who were to be rung back by now. */
  showOverdueCallbacks(read: () => Promise<number>): void {
    this.showCount('advice_line_callbacks_overdue', 'Call-backs that nobody has made in time', read)
  }

  /** Asked at each scrape. None is an alarm: what is urgent finds whoever has a telephone, if anybody. */
  showOnCall(read: () => Promise<number>): void {
    this.showCount('advice_line_on_call', 'Staff on call at this moment who have a telephone', read)
  }

  /** Asked at each scrape. */
  showRereading(read: () => Promise<number>): void {
    this.showCount('advice_line_to_read_again', 'Open enquiries that wait to be read again by rules that were changed', read)
  }

  /** Asked at each scrape: enquiries that nobody could be given. In service hours any of them is a reason to ring somebody. */
  showUnallocated(read: () => Promise<{ readonly waiting: Readonly<Record<string, number>>; readonly oldestSeconds: number }>): void {
    const waiting = new Gauge({
      name: 'advice_line_unallocated', help: 'Enquiries that no social worker could be given, by what is lacking', labelNames: ['why'], registers: [this.registry],
    })
    const oldest = new Gauge({
      name: 'advice_line_unallocated_oldest_seconds', help: 'How long the oldest enquiry waits that nobody could be given', registers: [this.registry],
    })
    this.refreshing.push(async () => {
      const found = await read().catch(() => undefined)
      if (!found) return
      for (const [why, count] of Object.entries(found.waiting)) waiting.set({ why }, count)
      oldest.set(found.oldestSeconds)
    })
  }

  /** Asked at each scrape: what lies in the spool and has to get into the database, and what a person has to look at. */
  showSpool(read: () => Promise<{ readonly entries: number; readonly setAside: number }>): void {
    const gauge = (name: string, help: string): Gauge => new Gauge({ name, help, registers: [this.registry] })
    const waiting = gauge('advice_line_spool_waiting', 'Events of calls on disk that are not in the database yet')
    const aside = gauge('advice_line_spool_set_aside', 'Files of events that could not be applied and wait for a person')
    this.refreshing.push(async () => {
      const found = await read().catch(() => undefined)
      if (!found) return
      waiting.set(found.entries)
      aside.set(found.setAside)
    })
  }

  /** Asked at each scrape. Where none of all processes does, work is late by a sweep. */
  showWaking(isWaking: () => boolean): void {
    this.showCount('advice_line_wakes_workers', '1 in the process that listens for changes and wakes the workers of all', async () => Number(isWaking()))
  }

  /** Asked at each scrape. 1 is for whoever changed them: what was in force stays so. */
  showRefusedRules(areRefused: () => boolean): void {
    this.showCount('advice_line_rules_refused', '1 while the rules in the folder are broken or their version was not raised, and an earlier version is in force', async () => Number(areRefused()))
  }

  /** Asked at each scrape. Each was read by the rules, or by words, alone. */
  showFailedReadings(failed: () => number): void {
    this.showCount('advice_line_second_readings_failed', 'Enquiries on which the second reader or its language model failed since the process started', async () => failed())
  }

  /** Asked at each scrape, for it changes with the day alone. */
  showBankHolidays(daysLeft: () => number): void {
    const known: Gauge = new Gauge({
      name: 'advice_line_bank_holidays_days_left',
      help: 'Days still to come of which the bank holidays are known; negative once the list has ended',
      registers: [this.registry],
      collect: (): void => known.set(daysLeft()),
    })
  }

  /** Asked at each scrape: when our calls were last compared with the network's to the end, by whichever process. */
  showReconciliation(read: () => Date | undefined): void {
    const last = new Gauge({
      name: 'advice_line_reconciliation_last_completed_timestamp_seconds',
      help: 'When calls and recordings were last reconciled with the telephone network, in seconds since 1970; 0 for never',
      registers: [this.registry],
    })
    this.refreshing.push(async () => last.set((read()?.getTime() ?? 0) / 1_000))
  }

  /** Asked at each scrape: each mailbox as this process sees it. */
  showMailboxes(read: () => readonly MailboxFigures[]): void {
    const gauge = (name: string, help: string): Gauge<'mailbox'> => new Gauge({ name, help, labelNames: ['mailbox'], registers: [this.registry] })
    const watching = gauge('advice_line_mailbox_watching', '1 while this process keeps the mailbox in step, 0 while it does not: see another process too')
    const failures = gauge('advice_line_mailbox_failures', 'Failures in a row to keep the mailbox in step')
    const reconciled = gauge('advice_line_mailbox_last_reconciled_timestamp_seconds', 'When this process last compared the mailbox with our records, in seconds since 1970; 0 for never')
    const lastSync = gauge('advice_line_mailbox_last_sync_timestamp_seconds', 'When this process last brought the mailbox into step, in seconds since 1970; 0 for never')
    this.refreshing.push(async () => {
      for (const { name: mailbox, state, lastSyncAt, out, reconciledAt } of read()) {
        reconciled.set({ mailbox }, (reconciledAt?.getTime() ?? 0) / 1_000)
        watching.set({ mailbox }, state === 'watching' ? 1 : 0)
        failures.set({ mailbox }, out?.failures ?? 0)
        lastSync.set({ mailbox }, (lastSyncAt?.getTime() ?? 0) / 1_000)
      }
    })
  }

  /** Asked at each scrape: messages in quarantine that wait for a person, by the store that all processes share. */
  showHeldMail(read: () => Promise<{ readonly count: number; readonly oldestSince?: Date }>, now: () => Date): void {
    const gauge = (name: string, help: string): Gauge => new Gauge({ name, help, registers: [this.registry] })
    const held = gauge('advice_line_mail_held', 'Messages in quarantine that no person has dealt with yet')
    const oldest = gauge('advice_line_mail_held_oldest_seconds', 'How long the oldest message in quarantine has been held; 0 for none')
    this.refreshing.push(async () => {
      const found = await read().catch(() => undefined)
      if (!found) return
      held.set(found.count)
      oldest.set(found.oldestSince ? (now().getTime() - found.oldestSince.getTime()) / 1_000 : 0)
    })
  }

  /** Everything, in Prometheus's own format. */
  async scrape(): Promise<string> {
    await Promise.all(this.refreshing.map(async (refresh) => refresh()))
    return this.registry.metrics()
  }

  requestAnswered(route: string, method: string, status: number, seconds: number): void {
    this.requests.observe({ route, method, status: String(status) }, seconds)
  }

  workEnded(work: string, outcome: string, seconds: number): void {
    this.work.observe({ work, outcome }, seconds)
  }

  gapFound(kind: string): void {
    this.gaps.inc({ kind })
  }

  gapSetApart(kind: string): void {
    this.gapsApart.inc({ kind })
  }

  spoolEvents(outcome: string, count: number): void {
    this.spool.inc({ outcome }, count)
  }

  /** One number, asked for at each scrape; the last one stands while it cannot be had. */
  private showCount(name: string, help: string, read: () => Promise<number>): void {
    const gauge = new Gauge({ name, help, registers: [this.registry] })
    this.refreshing.push(async () => {
      const count = await read().catch(() => undefined)
      if (count !== undefined) gauge.set(count)
    })
  }
}
