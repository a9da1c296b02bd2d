// Profile: who the user is here, what he may do, and how his account is secured.
export { ProfileScreen } from './profile-screen.tsx'
