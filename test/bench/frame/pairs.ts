import { median } from './statistics'

/** What one run measured, by the figure's name; units belong in the name, as in `p95 ms`. */
export type Figures = Readonly<Record<string, number>>

export interface Target {
  readonly figure: string
  /** `throughput`: ours divided by bare; `time`: bare divided by ours. Either way 1 is as good as bare, more is better. */
  readonly better: 'throughput' | 'time'
  readonly atLeast: number
}

export interface PairsResult {
  readonly rounds: readonly { readonly ours: Figures; readonly bare: Figures }[]
  readonly rows: readonly { readonly figure: string; readonly ours: number; readonly bare: number; readonly ratio: number; readonly target?: number }[]
  readonly met: boolean
}

/**
 * Runs ours and the bare limit in turn, the one first that was second before, so that a machine that slows down slows
 * both. Figures are medians; a ratio is the median of the rounds' own ratios.
 */
export async function inTurns(
  sides: { ours: () => Promise<Figures>; bare: () => Promise<Figures> },
  { rounds, targets }: { rounds: number; targets: readonly Target[] },
): Promise<PairsResult> {
  const measured: { ours: Figures; bare: Figures }[] = []
  await sides.ours() // warms up both: compiled code, connections, the database's cache
  await sides.bare()
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      const ours = await sides.ours()
      measured.push({ ours, bare: await sides.bare() })
    } else {
      const bare = await sides.bare()
      measured.push({ ours: await sides.ours(), bare })
    }
  }
  return summarise(measured, targets)
}

function summarise(rounds: PairsResult['rounds'], targets: readonly Target[]): PairsResult {
  const rows = Object.keys(rounds[0]?.ours ?? {}).map((figure) => {
    const target = targets.find((one) => one.figure === figure)
    const valuesOf = (side: 'ours' | 'bare'): number[] => rounds.map((round) => round[side][figure] ?? Number.NaN)
    const [ours, bare] = [valuesOf('ours'), valuesOf('bare')]
    const ratios = ours.map((value, i) => (target?.better === 'time' ? (bare[i] ?? Number.NaN) / value : value / (bare[i] ?? Number.NaN)))
    return { figure, ours: median(ours), bare: median(bare), ratio: median(ratios), ...(target && { target: target.atLeast }) }
  })
  return { rounds, rows, met: rows.every((row) => row.target === undefined || row.ratio >= row.target) }
}
