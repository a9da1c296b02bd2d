/** A whole websocket text frame of a server, ready for any number of sockets: header and payload, unmasked. */
export function textFrame(payload: string): Buffer {
  const body = Buffer.from(payload, 'utf8')
  return Buffer.concat([headerOf(body.length), body])
}

/** RFC 6455 §5.2: FIN and opcode 1, then the length in 7, 16 or 64 bits. */
function headerOf(length: number): Buffer {
  if (length < 126) return Buffer.from([0x81, length])
  if (length < 65_536) {
    const header = Buffer.from([0x81, 126, 0, 0])
    header.writeUInt16BE(length, 2)
    return header
  }
  const header = Buffer.alloc(10)
  header[0] = 0x81
  header[1] = 127
  header.writeBigUInt64BE(BigInt(length), 2)
  return header
}

/** The frame of a stream's message: one key a frame, since clients read only the first. */
export const streamFrame = (stream: string, payload: unknown): Buffer =>
  textFrame(JSON.stringify({ [stream]: payload }))
