import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ifMatch, read, type Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { useIdempotencyKey } from "@/lib/idempotency";

type Topic = Schema["Topic"];

/** Every topic in a state. There are at most a hundred in use. */
export const topicsQuery = (state: Schema["TopicState"]) =>
  queryOptions({
    queryKey: ["topics", "list", state],
    queryFn: async () =>
      (await read(api.GET("/topics", { params: { query: { state, limit: 100 } } }))).topics,
  });

/** Makes a topic; pressed twice it makes one. */
export function useCreateTopic() {
  const key = useIdempotencyKey();
  const refresh = useRefresh();
  return useMutation<Topic, ApiError, Schema["TopicCreate"]>({
    mutationFn: (body) => read(api.POST("/topics", { params: { header: key.header() }, body })),
    // A refused form is sent again with other content, which the key must not be bound to.
    onError: (error) => error.status >= 400 && error.status < 500 && key.next(),
    onSuccess: () => {
      key.next();
      return refresh();
    },
  });
}

/** Edits a topic, against the version that was read. */
export function useEditTopic({ id, version }: Topic) {
  const refresh = useRefresh();
  return useMutation<Topic, ApiError, Schema["TopicEdit"]>({
    mutationFn: (body) =>
      read(
        api.PATCH("/topics/{topicId}", {
          params: { path: { topicId: id }, header: ifMatch(`"${version}"`) },
          body,
        }),
      ),
    onSettled: refresh,
  });
}

function useRefresh() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ["topics"] });
}
