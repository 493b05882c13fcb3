import { mkdir, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import type { PairsResult } from './pairs'

const COLUMNS = ['figure', 'ours', 'bare', 'ratio', 'target', ''] as const

/** The table of a benchmark, for people. */
export function asTable(title: string, result: PairsResult): string {
  const lines = result.rows.map(({ figure, ours, bare, ratio, target }) => [
    figure, ours.toFixed(1), bare.toFixed(1), ratio.toFixed(2), target === undefined ? '' : `>= ${target}`,
    target === undefined ? '' : verdict(ratio >= target),
  ])
  const widths = COLUMNS.map((name, i) => Math.max(name.length, ...lines.map((line) => line[i]?.length ?? 0)))
  const row = (cells: readonly string[]): string => cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ').trimEnd()
  return [`${title} (${result.rounds.length} rounds in turn, medians)`, row([...COLUMNS]), ...lines.map(row)].join('\n')
}

const verdict = (met: boolean): string => (met ? 'met' : 'MISSED')

/** What a benchmark found: for people, for programs, and whether its targets were met. */
export interface Outcome {
  readonly text: string
  readonly json: object
  readonly met: boolean
}

export const pairsOutcome = (title: string, result: PairsResult): Outcome => ({ text: asTable(title, result), json: result, met: result.met })

/** Writes the figures as JSON; answers where. */
export async function writeJson(folder: string, name: string, figures: object): Promise<string> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${name}.json`)
  const machine = { node: process.version, cores: cpus().length, platform: `${process.platform} ${process.arch}` }
  await writeFile(path, `${JSON.stringify({ name, at: new Date().toISOString(), machine, ...figures }, null, 2)}\n`)
  return path
}
