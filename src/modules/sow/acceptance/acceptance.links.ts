export const pathOf = (token: string) => `/accept/${token}`;
