import assert from 'node:assert/strict'

/** A system call, begun and returned at lines of strace's log. `result` is what it returned. */
export type Call = { name: string; args: string; begun: number; returned: number; result: string }

const whole = /^(\d+) +(\w+)\((.*)\) += (.+)$/
const unfinished = /^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$/
const resumed = /^(\d+) +<\.\.\. (\w+) resumed>(.*)\) += (.+)$/

/**
 * Reads a log of `strace -f -y`: lines stand in the order in which the tracer saw calls begin and return, and a
 * call stands on one line only if nothing happened in between.
 */
export function readCalls(log: string): Call[] {
  const calls: Call[] = []
  const open = new Map<string, Call>()
  for (const [line, text] of log.split('\n').entries()) {
    const one = whole.exec(text)
    if (one) {
      calls.push({ name: one[2]!, args: one[3]!, begun: line, returned: line, result: one[4]! })
      continue
    }
    const begin = unfinished.exec(text)
    if (begin) {
      const call = { name: begin[2]!, args: begin[3]!, begun: line, returned: Infinity, result: '' }
      calls.push(call)
      open.set(begin[1]!, call)
      continue
    }
    const end = resumed.exec(text)
    const call = end && open.get(end[1]!)
    if (!call || !end) continue
    call.returned = line
    call.args += end[3]!
    call.result = end[4]!
    open.delete(end[1]!)
  }
  return calls
}

export const toJournal = (call: Call) => /^\d+<[^>]*\/journal-\d{16}\.log>/.test(call.args)
const toNetwork = (call: Call) => /^\d+<(socket|TCP):/.test(call.args)

/**
 * For each uuid: the write of its record returned, then an fdatasync of the journal began and returned 0, and only
 * then began the first call that sent it to the network. Throws an AssertionError that names the lines.
 */
export function checkSyncOrder(
  log: string,
  uuids: string[],
): { syncs: number; sent: number; linesRead: number } {
  const calls = readCalls(log)
  const records = calls.filter((call) => call.name === 'pwrite64' && toJournal(call))
  const syncs = calls.filter((call) => call.name === 'fdatasync' && toJournal(call))
  const sends = calls.filter((call) => /^(write|writev|sendto|sendmsg)$/.test(call.name) && toNetwork(call))
  for (const uuid of uuids) {
    const record = records.find(({ args }) => args.includes(uuid))
    assert.ok(record, `no record of ${uuid} was written`)
    const sent = sends.find(({ args }) => args.includes(uuid))
    assert.ok(sent, `no answer about ${uuid} was sent`)
    const sync = syncs.find(({ begun }) => begun > record.returned)
    assert.ok(sync, `${uuid}, written at line ${record.begun}, was never synced`)
    assert.match(sync.result, /^0\b/, `the sync of ${uuid} failed at line ${sync.returned}`)
    const order = `written ${record.returned}, synced ${sync.begun} to ${sync.returned}, sent ${sent.begun}`
    assert.ok(sync.returned < sent.begun, `${uuid} was acknowledged before it was durable (${order})`)
  }
  return { syncs: syncs.length, sent: uuids.length, linesRead: log.split('\n').length }
}
