import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, read, type Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";

export type IdeaRelation = Schema["IdeaRelation"];

/** What the person with this id is to an idea: own vote, and what they may do. */
export const ideaRelationQuery = (meId: string, ideaId: string) =>
  queryOptions({
    queryKey: ["relations", meId, "idea", ideaId],
    queryFn: async (): Promise<IdeaRelation> => {
      const query = { ideaIds: [ideaId] };
      const relations = await read(api.GET("/me/relations", { params: { query } }));
      return relations.ideas[0] ?? { ideaId, permissions: [] };
    },
  });

/** The reader's relation to an idea. Undefined for anonymous people and until it is read. */
export function useIdeaRelation(ideaId: string): IdeaRelation | undefined {
  const { me } = useSession();
  return useQuery({ ...ideaRelationQuery(me?.id ?? "", ideaId), enabled: me !== undefined }).data;
}
