import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { runCommand, type CommandOptions, type CommandResult } from './runCommand'

/** Tells the person at the terminal one line about what is being done and why. */
export type Say = (line: string) => void

/** What the parts need from the machine; tests hand in another one. */
export interface Toolbox {
  /** Where downloads are kept, shared by `npm start` and `npm test`; absolute. */
  cacheDir: string
  say: Say
  /** Only root may use the distribution's package manager. */
  isRoot: boolean
  run: (command: string, args: string[], options?: CommandOptions) => Promise<CommandResult>
}

/** @param input.cacheDir usually `.local/parts` in the project's folder; made when missing */
export function createToolbox(input: { cacheDir: string; say: Say }): Toolbox {
  const cacheDir = resolve(input.cacheDir)
  mkdirSync(cacheDir, { recursive: true })
  return { cacheDir, say: input.say, isRoot: process.getuid?.() === 0, run: runCommand }
}
