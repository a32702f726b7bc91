import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ifMatch, read, readTagged, type Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { setUnread } from "@/lib/unread";

/** What one is told, the latest first. */
export const notificationsQuery = infiniteQueryOptions({
  queryKey: ["notifications", "all"],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam }) =>
    read(
      api.GET("/me/notifications", {
        params: { query: { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) } },
      }),
    ),
  getNextPageParam: ({ _meta }) => _meta.nextCursor,
  staleTime: 0,
});

/** The latest that are unread, for the list in the header. `unread` makes it ask anew when there is more. */
export const unreadQuery = (unread: number) =>
  queryOptions({
    queryKey: ["notifications", "unread", unread],
    queryFn: () => read(api.GET("/me/notifications", { params: { query: { limit: 5, unread: true } } })),
    staleTime: 0,
  });

/** Marks one as read or unread. */
export function useRead() {
  const queries = useQueryClient();
  return useMutation<unknown, ApiError, { notificationId: string; isRead: boolean }>({
    mutationFn: ({ notificationId, isRead }) =>
      read(
        api.PUT("/me/notifications/{notificationId}", {
          params: { path: { notificationId } },
          body: { read: isRead },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ["notifications"] }),
  });
}

/** Marks everything up to a time as read. */
export function useReadAll() {
  const queries = useQueryClient();
  return useMutation<unknown, ApiError, string>({
    mutationFn: (until) => read(api.PUT("/me/notifications", { body: { until } })),
    onSuccess: () => setUnread(0),
    onSettled: () => queries.invalidateQueries({ queryKey: ["notifications"] }),
  });
}

export const settingsQuery = queryOptions({
  queryKey: ["notification-settings"],
  queryFn: () => readTagged(api.GET("/me/notification-settings")),
});

export type Settings = Omit<Schema["NotificationSettings"], "version">;

/** A change of how one wants to be told. */
export type Change = (kept: Settings) => Settings;

/**
 * Saves a change, after those that were made before it. It is made to what is kept by then, so that a change made
 * elsewhere stays.
 */
export function useChangeSettings() {
  const queries = useQueryClient();
  return useMutation<unknown, ApiError, Change>({
    scope: { id: "notification-settings" },
    mutationFn: async (change) => {
      const save = async () => {
        const { value, etag } = await queries.ensureQueryData(settingsQuery);
        const { version: _, ...kept } = value;
        return readTagged(
          api.PUT("/me/notification-settings", { params: { header: ifMatch(etag) }, body: change(kept) }),
        );
      };
      const saved = await save().catch(async (error: ApiError) => {
        if (error.status !== 412) throw error;
        await queries.fetchQuery({ ...settingsQuery, staleTime: 0 });
        return save();
      });
      queries.setQueryData(settingsQuery.queryKey, saved);
    },
  });
}

export const followsQuery = infiniteQueryOptions({
  queryKey: ["follows", "list"],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam }) =>
    read(
      api.GET("/me/follows", {
        params: { query: { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) } },
      }),
    ),
  getNextPageParam: ({ _meta }) => _meta.nextCursor,
});

export const followQuery = (targetId: string) =>
  queryOptions({
    queryKey: ["follows", targetId],
    queryFn: () => read(api.GET("/me/follows/{targetId}", { params: { path: { targetId } } })),
  });

/** Follows something, or follows it no longer. */
export function useFollow(targetId: string) {
  const queries = useQueryClient();
  const params = { path: { targetId } };
  return useMutation<unknown, ApiError, boolean>({
    mutationFn: (follow) =>
      follow
        ? read(api.PUT("/me/follows/{targetId}", { params }))
        : read(api.DELETE("/me/follows/{targetId}", { params })),
    onSuccess: (_, following) => queries.setQueryData(followQuery(targetId).queryKey, { following }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["follows"] }),
  });
}

/** Stops mail with the token of one. */
export const useUnsubscribe = () =>
  useMutation<unknown, ApiError, string>({
    mutationFn: (token) => read(api.POST("/unsubscriptions", { body: { token } })),
  });
