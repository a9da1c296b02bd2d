// Session: who is signed in on this device. It keeps the CSRF token and the user, and knows no screens.
export { openSession, refreshUser, signOut, startSession, useSession } from './session-store.ts'
