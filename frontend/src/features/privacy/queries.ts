import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Fresh } from "@/features/account/fresh";
import { api, read, type Schema } from "@/lib/api";
import { ApiError } from "@/lib/errors";
import { saveFile } from "@/lib/save-file";
import { session } from "@/lib/session";

/** The files with all that is known of oneself. While one is being made it is asked for again and again. */
export const exportsQuery = queryOptions({
  queryKey: ["exports"],
  queryFn: async () => (await read(api.GET("/me/exports", { params: { query: { limit: 20 } } }))).exports,
  refetchInterval: ({ state }) => (state.data?.some((made) => made.state === "waiting") ? 1000 : false),
});

/** Asks for a file. `fresh` asks first who it is, when that was a while ago. */
export function useAskForExport(fresh: Fresh) {
  const queries = useQueryClient();
  return useMutation<Schema["Export"], ApiError>({
    mutationFn: () => fresh(() => read(api.POST("/me/exports"))),
    onSettled: () => queries.invalidateQueries({ queryKey: exportsQuery.queryKey }),
  });
}

export function useDeleteExport() {
  const queries = useQueryClient();
  return useMutation<unknown, ApiError, string>({
    mutationFn: (exportId) => read(api.DELETE("/me/exports/{exportId}", { params: { path: { exportId } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: exportsQuery.queryKey }),
  });
}

/** Fetches a file, which only its owner's own token opens, and hands it to the browser to keep. */
export const useDownload = (fresh: Fresh) =>
  useMutation<void, ApiError, Schema["Export"]>({
    mutationFn: async ({ id, createdAt }) => {
      const call = () =>
        api.GET("/me/exports/{exportId}/file", { params: { path: { exportId: id } }, parseAs: "blob" });
      saveFile(
        (await fresh(() => read(call()))) as unknown as Blob,
        `medskapa-${createdAt.slice(0, 10)}.zip`,
      );
    },
  });

/** When the account will be closed; null while nobody has asked for that. */
export const closureQuery = queryOptions({
  queryKey: ["closure"],
  queryFn: () =>
    read(api.GET("/me/closure")).catch((error: unknown) => {
      if (error instanceof ApiError && error.code === "not_found") return null;
      throw error;
    }),
});

export function useClose(fresh: Fresh) {
  const queries = useQueryClient();
  return useMutation<Schema["Closure"], ApiError, Schema["Contributions"]>({
    mutationFn: (contributions) => fresh(() => read(api.PUT("/me/closure", { body: { contributions } }))),
    onSuccess: async (closure) => {
      queries.setQueryData(closureQuery.queryKey, closure);
      session.update(await read(api.GET("/me")));
    },
  });
}

/** Takes the closing back: everything stays as it is. `onKept` is called even when what asked for it is gone by then. */
export function useKeepAccount(onKept: () => void) {
  const queries = useQueryClient();
  return useMutation<unknown, ApiError>({
    mutationFn: () => read(api.DELETE("/me/closure")),
    onSuccess: async () => {
      onKept();
      queries.setQueryData(closureQuery.queryKey, null);
      session.update(await read(api.GET("/me")));
    },
  });
}
