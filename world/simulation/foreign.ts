import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** Places where a clock, a comparison or a heap is another one. */
const places = [
  {
    env: { TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
    flags: ['--max-old-space-size=256'],
  },
  { env: { TZ: 'America/St_Johns', LANG: 'C', LC_ALL: 'C' }, flags: ['--max-semi-space-size=1', '--no-opt'] },
]

/** The digests that other processes in other places give these seeds (F15). Each seed runs in one of them. */
export async function foreignDigests(seeds: number[]): Promise<{ seed: number; digest: string }[]> {
  const script = fileURLToPath(new URL('../simulate.js', import.meta.url))
  const run = promisify(execFile)
  const told = await Promise.all(
    places.map(async ({ env, flags }, index) => {
      const theirs = seeds.filter((_, at) => at % places.length === index)
      if (theirs.length === 0) return ''
      const asked = [...flags, script, '--digests', theirs.join(',')]
      const { stdout } = await run(process.execPath, asked, { env: { ...process.env, ...env } })
      return stdout
    }),
  )
  return told
    .join('')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ seed: Number(line.split(' ')[0]), digest: line.split(' ')[1]! }))
}
