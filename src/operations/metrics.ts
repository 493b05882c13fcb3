import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** The numbers of one process for Prometheus; no label ever holds anything of a caller. What is read at each scrape is shown by subject, in the files beside this. */
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
   * Has figures asked for at each scrape, so that what is shown is what MongoDB says then. While it is away the last figures stand and
   * the rest is served: that is when an operator looks.
   */
  atEachScrape(refresh: () => Promise<void>): void {
    this.refreshing.push(refresh)
  }

  /** One number, asked for at each scrape; the last one stands while it cannot be had. */
  showCount(name: string, help: string, read: () => Promise<number>): void {
    const gauge = new Gauge({ name, help, registers: [this.registry] })
    this.atEachScrape(async () => {
      const count = await read().catch(() => undefined)
      if (count !== undefined) gauge.set(count)
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
}
