import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, read } from "@/lib/api";

/** How often, in milliseconds, the mailbox looks for new mail while it is open. */
const LOOK_EVERY = 4000;

/** The mail that a demo would have sent, newest first. */
export const messagesQuery = infiniteQueryOptions({
  queryKey: ["mailbox-messages", "list"],
  queryFn: ({ pageParam }) => {
    const query = pageParam ? { limit: 20, cursor: pageParam } : { limit: 20 };
    return read(api.GET("/mailbox-messages", { params: { query } }));
  },
  initialPageParam: "",
  getNextPageParam: (last) => last._meta.nextCursor,
  staleTime: 0,
  refetchInterval: LOOK_EVERY,
});

/** One mail, which never changes. */
export const messageQuery = (messageId: string) =>
  queryOptions({
    queryKey: ["mailbox-messages", messageId],
    queryFn: () => read(api.GET("/mailbox-messages/{messageId}", { params: { path: { messageId } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
