import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, read, type Schema } from "@/lib/api";

type State = Schema["AnswerDutyState"];

/** The decisions that are owed on ideas of a challenge, or of all; without a state those that are due or late. */
export const dutiesQuery = (challengeId: string | undefined, state?: State) =>
  infiniteQueryOptions({
    queryKey: ["ideas", "duties", challengeId, state],
    queryFn: ({ pageParam }) => {
      const of = { ...(challengeId && { challengeId }), ...(state && { state }) };
      const query = { limit: 10, ...of, ...(pageParam ? { cursor: pageParam } : {}) };
      return read(api.GET("/answer-duties", { params: { query } }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page._meta.nextCursor,
  });

/** The same, of what the reader leads. */
export const myDutiesQuery = infiniteQueryOptions({
  queryKey: ["ideas", "duties", "mine"],
  queryFn: ({ pageParam }) => {
    const query = { limit: 10, ...(pageParam ? { cursor: pageParam } : {}) };
    return read(api.GET("/me/answer-duties", { params: { query } }));
  },
  initialPageParam: "",
  getNextPageParam: (page) => page._meta.nextCursor,
});
