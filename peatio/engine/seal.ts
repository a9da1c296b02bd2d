/**
 * A seal stands behind each frame and says that it was synced. It is written when the sync has returned, and
 * itself made durable by the next frame's sync. So a broken frame with a seal behind it was whole once:
 * damage; without one it is a write that a crash cut short, and nobody was answered. Format 1 has no seals.
 */
export const sealBytes = 8
/** As little text as the start of a frame. */
export const sealMagic = Buffer.from([0xfe, 0x4f, 0x50, 0xfe])

/** The seal of the frame with this hash: it fits no other. */
export const sealOf = (link: Buffer): Buffer => Buffer.concat([sealMagic, link.subarray(0, 4)])

/** What stands where a seal belongs: the whole of it, nothing yet, some bytes of it, or something else. */
export function readSeal(bytes: Buffer, link: Buffer): 'whole' | 'none' | 'part' | 'wrong' {
  const seal = sealOf(link)
  const found = Buffer.alloc(sealBytes)
  bytes.copy(found, 0, 0, sealBytes)
  // A seal may end in zeros, and a file in the middle of it.
  if (found.equals(seal)) return bytes.length < sealBytes ? 'part' : 'whole'
  if (found.every((byte) => byte === 0)) return 'none'
  // A seal may lie across two sectors, of which a power cut may have kept either.
  return found.every((byte, index) => byte === 0 || byte === seal[index]) ? 'part' : 'wrong'
}
