import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, read } from "@/lib/api";
import type { Looking } from "./search";

const LIMIT = 20;

/** What a search finds. Its last word may be the beginning of one. */
export function resultsQuery({ q = "", ...filters }: Looking) {
  const query = { q, unfinished: true, limit: LIMIT, ...filters };
  return infiniteQueryOptions({
    queryKey: ["search-results", query],
    queryFn: ({ pageParam, signal }) => {
      const piece = pageParam ? { cursor: pageParam } : {};
      return read(api.GET("/search-results", { params: { query: { ...query, ...piece } }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page._meta.nextCursor,
    placeholderData: keepPreviousData,
    enabled: q !== "",
  });
}

/** Characters of a text that are sent to compare it by: its beginning says what it is about. */
const BEGINNING = 1_000;

/** The ideas most like what is being written. A question that is no longer asked is taken back. */
export const similarQuery = (title: string, body: string) =>
  queryOptions({
    queryKey: ["ideas", "similar", title, body],
    queryFn: async ({ signal }) =>
      (await read(api.POST("/idea-comparisons", { body: { title, body: beginning(body) }, signal }))).ideas,
    placeholderData: keepPreviousData,
    retry: false,
  });

const beginning = (text: string) => [...text].slice(0, BEGINNING).join("");
