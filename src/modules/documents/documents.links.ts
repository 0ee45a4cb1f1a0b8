/** How long a link to a document's content works. */
export const linkSeconds = 300;
export const pathOf = (id: string) => `/files/${id}`;
