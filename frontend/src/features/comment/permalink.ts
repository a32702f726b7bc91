const ID = /^comment-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** The anchor of a comment within its idea's page. */
export const commentAnchor = (commentId: string) => `comment-${commentId}`;

/** Which comment an address's fragment is about; undefined for any other fragment. */
export const commentInHash = (hash: string): string | undefined => ID.exec(hash)?.[1]?.toLowerCase();

/** The fragment that leads to the form for a new comment. */
export const WRITE = "write-comment";
