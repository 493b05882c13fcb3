import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** What waits, by the name of the work, with how long the oldest has been due, in seconds. */
export interface Backlog {
  readonly work: string
  readonly waiting: number
  readonly oldestSeconds: number
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
  private readonly events = new Counter({
    name: 'advice_line_events_total',
    help: 'Things worth counting, by name',
    labelNames: ['event'],
    registers: [this.registry],
  })

  constructor() {
    collectDefaultMetrics({ register: this.registry })
  }

  /** Asked at each scrape, so that what is shown is what MongoDB says then. */
  showBacklog(read: () => Promise<readonly Backlog[]>): void {
    const oldest = new Gauge({
      name: 'advice_line_work_oldest_seconds',
      help: 'How long the oldest piece of due work has waited',
      labelNames: ['work'],
      registers: [this.registry],
    })
    const waiting = new Gauge({
      name: 'advice_line_work_waiting',
      help: 'Pieces of owed work that are due and not done',
      labelNames: ['work'],
      registers: [],
      async collect() {
        for (const backlog of await read()) {
          this.set({ work: backlog.work }, backlog.waiting)
          oldest.set({ work: backlog.work }, backlog.oldestSeconds)
        }
      },
    })
    this.registry.registerMetric(waiting)
  }

  requestAnswered(route: string, method: string, status: number, seconds: number): void {
    this.requests.observe({ route, method, status: String(status) }, seconds)
  }

  workEnded(work: string, outcome: string, seconds: number): void {
    this.work.observe({ work, outcome }, seconds)
  }

  count(event: string): void {
    this.events.inc({ event })
  }
}
