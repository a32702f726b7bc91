import { queryOptions } from "@tanstack/react-query";
import { api, read } from "@/lib/api";

/** The next workshops, soonest first. */
export const nextWorkshopsQuery = (limit: number) =>
  queryOptions({
    queryKey: ["workshops", "next", limit],
    queryFn: async () => (await read(api.GET("/workshops", { params: { query: { limit } } }))).workshops,
  });
