export const ProfileScreen = () => <h1 tabIndex={-1}>Profile</h1>
