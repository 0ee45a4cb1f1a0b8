const PREFIX = 'trellis.explorer.';

const ownKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

/**
 * Where GraphiQL keeps tabs, history and theme. Under a prefix of our own: many GraphQL servers are developed on
 * the same port of the same machine, and each would otherwise open with the tabs of the previous one.
 */
export const tabStorage = {
  getItem: (key: string) => localStorage.getItem(PREFIX + key),
  setItem: (key: string, value: string) => localStorage.setItem(PREFIX + key, value),
  removeItem: (key: string) => localStorage.removeItem(PREFIX + key),
  clear: () => ownKeys().forEach((key) => localStorage.removeItem(key)),
  get length() {
    return ownKeys().length;
  },
};
