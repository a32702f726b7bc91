import { infiniteQueryOptions, keepPreviousData, useMutation } from "@tanstack/react-query";
import { api, read } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { saveFile } from "@/lib/save-file";
import type { AuditSearch } from "./search";
import { toQuery } from "./to-query";

const LIMIT = 30;

/** Entries of the audit log, the latest first. */
export const auditLogQuery = (search: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ["audit-log", search],
    queryFn: ({ pageParam }) => {
      const query = { ...toQuery(search), limit: LIMIT, ...(pageParam && { cursor: pageParam }) };
      return read(api.GET("/audit-log", { params: { query } }));
    },
    initialPageParam: "",
    getNextPageParam: (last) => last._meta.nextCursor,
    placeholderData: keepPreviousData,
  });

/** The kinds of file, by what they end in. */
export const fileTypes = { csv: "text/csv", jsonl: "application/jsonl" } as const;

/** Fetches the entries as a file, which only an administrator's own token opens, for the browser to keep. */
export const useExportLog = (search: AuditSearch) =>
  useMutation<void, ApiError, keyof typeof fileTypes>({
    mutationFn: async (type) => {
      const call = api.GET("/audit-log/export", {
        params: { query: toQuery(search) },
        headers: { Accept: fileTypes[type] },
        parseAs: "blob",
      });
      saveFile((await read(call)) as unknown as Blob, `medskapa-audit-log.${type}`);
    },
  });
