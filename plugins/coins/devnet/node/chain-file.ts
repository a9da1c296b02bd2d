import { open, readFile, truncate } from 'node:fs/promises'
import { dirname } from 'node:path'
import { crc32 } from '@node-rs/crc32'
import { Fault } from '../../../../core/units/index.ts'
import type { Logger } from '../../../../platform/log/index.ts'
import type { ChainRecord } from '../logic/chain-state.ts'

export type ChainFile = {
  /**
   * Resolves when the record is on the disk. After a failure every append fails: half a line may be there.
   */
  append(record: ChainRecord): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the append-only file of a chain: one record a line, each behind its checksum.
 * A torn last line (the process was killed while writing, nobody was told of it) is cut off and reported;
 * a broken line inside is a Fault `chain_file_corrupt` with its number.
 */
export async function openChainFile(
  path: string,
  log: Logger,
): Promise<{ records: ChainRecord[]; file: ChainFile }> {
  const { records, bytes, torn } = readRecords(await readIfThere(path))
  if (torn > 0) {
    log.warn({ path, torn }, 'cut a torn line off the end of the chain file')
    await truncate(path, bytes)
  }
  const handle = await open(path, 'a', 0o600)
  await syncDirectory(dirname(path))
  let failed: unknown
  return {
    records,
    file: {
      async append(record) {
        if (failed !== undefined) throw new Fault('chain_unavailable', { cause: failed })
        try {
          await handle.appendFile(lineOf(record))
          await handle.datasync()
        } catch (cause) {
          failed = cause
          throw new Fault('chain_unavailable', { cause })
        }
      },
      close: () => handle.close(),
    },
  }
}

function lineOf(record: ChainRecord): string {
  const body = JSON.stringify(record)
  return `${checksum(body)} ${body}\n`
}

/** `bytes` of the text are whole lines, `torn` more follow. */
function readRecords(text: string): { records: ChainRecord[]; bytes: number; torn: number } {
  const lines = text.split('\n')
  const tail = lines.pop()!
  const records: ChainRecord[] = []
  let bytes = 0
  for (const [at, line] of lines.entries()) {
    const body = line.slice(9)
    const whole = line[8] === ' ' && line.slice(0, 8) === checksum(body)
    const last = at === lines.length - 1 && tail === ''
    if (!whole && !last) throw new Fault('chain_file_corrupt', { detail: `line ${at + 1}` })
    if (!whole) return { records, bytes, torn: Buffer.byteLength(line) + 1 }
    records.push(JSON.parse(body) as ChainRecord)
    bytes += Buffer.byteLength(line) + 1
  }
  return { records, bytes, torn: Buffer.byteLength(tail) }
}

const checksum = (body: string) => crc32(body).toString(16).padStart(8, '0')

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

/** A new file's name is durable only when its directory is. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
