import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { Schema, Tagged } from "@/lib/api";
import { type IdeaRelation, ideaRelationQuery } from "./queries";
import { type Choice, recount, type Tally } from "./tally";

type Idea = Schema["Idea"];
type Pages = InfiniteData<Schema["IdeaList"], string | undefined>;

/** A vote and the tally that goes with it, as they are shown. */
export type Standing = { choice: Choice | undefined; tally: Tally | undefined };

/** What the cache shows of one person's vote on one idea. */
export function standing(client: QueryClient, meId: string, ideaId: string): Standing {
  const relation = client.getQueryData<IdeaRelation>(ideaRelationQuery(meId, ideaId).queryKey);
  const idea = client.getQueryData<Tagged<Idea>>(["ideas", ideaId]);
  return { choice: relation?.choice, tally: idea?.value.tally };
}

/** Shows another choice at once, counted by ourselves until the server has answered. */
export function showChoice(client: QueryClient, meId: string, ideaId: string, choice: Choice | undefined) {
  const before = standing(client, meId, ideaId);
  const tally = before.tally && recount(before.tally, before.choice, choice);
  showStanding(client, meId, ideaId, { choice, tally });
}

/** Writes a vote and its tally wherever the idea is shown: its page, and every list that was read. */
export function showStanding(client: QueryClient, meId: string, ideaId: string, { choice, tally }: Standing) {
  client.setQueryData<IdeaRelation>(
    ideaRelationQuery(meId, ideaId).queryKey,
    (old) => old && withChoice(old, choice),
  );
  if (!tally) return;
  client.setQueryData<Tagged<Idea>>(
    ["ideas", ideaId],
    (old) => old && { ...old, value: { ...old.value, tally } },
  );
  client.setQueriesData<Pages>({ queryKey: ["ideas", "list"] }, (old) => old && inPages(old, ideaId, tally));
}

function withChoice({ choice: _, ...rest }: IdeaRelation, choice: Choice | undefined): IdeaRelation {
  return choice ? { ...rest, choice } : rest;
}

function inPages(data: Pages, ideaId: string, tally: Tally): Pages {
  const pages = data.pages.map((page) => ({
    ...page,
    ideas: page.ideas.map((idea) => (idea.id === ideaId ? { ...idea, tally } : idea)),
  }));
  return { ...data, pages };
}
