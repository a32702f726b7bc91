import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, read } from "@/lib/api";

/** Challenges that one leads, drafts included, last edited first. */
export const ledChallengesQuery = infiniteQueryOptions({
  queryKey: ["challenges", "led"],
  queryFn: ({ pageParam }) => {
    const query = pageParam ? { limit: 20, cursor: pageParam } : { limit: 20 };
    return read(api.GET("/me/challenges", { params: { query } }));
  },
  initialPageParam: "",
  getNextPageParam: (last) => last._meta.nextCursor,
});
