import { describe, expect, it } from "vitest";
import { type Comment, changeComment, deletedTrace, inOrder, mergeComments, withReply } from "./merge";

const plain = { kind: "comment", official: false, thankCount: 0 } as const;

function comment(id: string, minute: number, more: Partial<Comment> = {}): Comment {
  const createdAt = `2026-11-15T17:${String(minute).padStart(2, "0")}:00Z`;
  return {
    id,
    ideaId: "i",
    state: "published",
    body: id,
    ...plain,
    createdAt,
    replyCount: 0,
    replies: [],
    ...more,
  };
}
const ids = (comments: Comment[]) => comments.map(({ id }) => id);

describe("mergeComments", () => {
  it("puts overlapping lists together, oldest first, each comment once", () => {
    const first = [comment("a", 1), comment("b", 2)];
    const more = [comment("b", 2), comment("c", 3)];
    expect(ids(mergeComments(more, first))).toEqual(["a", "b", "c"]);
  });
  it("lets the later reading win", () => {
    const edited = comment("a", 1, { body: "ändrad" });
    expect(mergeComments([comment("a", 1)], [edited])[0]?.body).toBe("ändrad");
  });
  it("puts a comment of one's own in its place when the pages before it arrive", () => {
    expect(ids(mergeComments([comment("a", 1), comment("own", 9)], [comment("b", 2)]))).toEqual([
      "a",
      "b",
      "own",
    ]);
  });
  it("orders comments of one moment by id, the same way every time", () => {
    expect(ids(mergeComments([comment("b", 1), comment("a", 1)]))).toEqual(["a", "b"]);
  });
});

describe("inOrder", () => {
  const came = [comment("b", 2), comment("a", 1), comment("c", 3), comment("b", 2)];
  it.each([
    [undefined, ["a", "b", "c"]],
    ["newest", ["c", "b", "a"]],
    ["most-thanked", ["b", "a", "c"]],
  ] as const)("reads %s", (order, read) => {
    expect(ids(inOrder(came, order))).toEqual(read);
  });
});

describe("changeComment", () => {
  const thread = [comment("a", 1, { replies: [comment("r", 2, { parentId: "a" })], replyCount: 1 })];
  it("reaches replies", () => {
    const changed = changeComment(thread, "r", (old) => ({ ...old, body: "ny" }));
    expect(changed[0]?.replies[0]?.body).toBe("ny");
    expect(thread[0]?.replies[0]?.body).toBe("r");
  });
  it("leaves others as they are", () => {
    expect(changeComment(thread, "x", () => comment("x", 1))[0]).toBe(thread[0]);
  });
});

describe("withReply", () => {
  it("counts and appends", () => {
    const parent = withReply(comment("a", 1), comment("r", 2));
    expect([parent.replyCount, ids(parent.replies)]).toEqual([1, ["r"]]);
  });
});

describe("deletedTrace", () => {
  it("keeps the place and the replies, and nothing that was said", () => {
    const replies = [comment("r", 2)];
    const author = { id: "m", displayName: "Maja", kind: "resident" as const };
    const trace = deletedTrace(comment("a", 1, { author, replies, replyCount: 1 }), "deleted-by-moderator");
    expect(trace).toMatchObject({ id: "a", state: "deleted-by-moderator", replyCount: 1, replies });
    expect(trace.body ?? trace.author).toBeUndefined();
  });
});
