import { api, read, type Schema } from "@/lib/api";

/** What is talked about. */
export type Subject = {
  kind: "idea";
  id: string;
  /** Whether the reader may write, who is asked to sign in first if need be. */
  writable: boolean;
  /** Whether the reader may speak for the municipality. */
  official: boolean;
};

/** Where in a discussion to read: from its beginning, on from a cursor both ways, or around a comment. */
export type Place = { cursor?: string; before?: string; around?: string };

type Choice = { sort?: Schema["CommentSort"]; kind?: Schema["CommentKind"] };

/** Reads a piece of the first level. */
export const readComments = (subject: Pick<Subject, "kind" | "id">, choice: Choice, place: Place) =>
  read(
    api.GET("/ideas/{ideaId}/comments", {
      params: { path: { ideaId: subject.id }, query: { limit: 20, ...choice, ...place } },
    }),
  );

/** Writes a comment; the same key twice writes one. */
export const writeComment = (
  subject: Pick<Subject, "kind" | "id">,
  header: { "Idempotency-Key": string },
  body: Schema["CommentCreate"],
) => read(api.POST("/ideas/{ideaId}/comments", { params: { path: { ideaId: subject.id }, header }, body }));

/** People whom one may mention, by the beginning of a name. */
export const readCandidates = (subject: Pick<Subject, "kind" | "id">, name: string, signal: AbortSignal) =>
  read(
    api.GET("/ideas/{ideaId}/mention-candidates", {
      params: { path: { ideaId: subject.id }, query: name ? { name } : {} },
      signal,
    }),
  );

/** What a comment stands under. */
export const subjectOf = (comment: Schema["Comment"]): Pick<Subject, "kind" | "id"> => ({
  kind: "idea",
  id: comment.ideaId,
});
