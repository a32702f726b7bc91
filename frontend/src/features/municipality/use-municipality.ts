import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, read } from "@/lib/api";

/** The municipality's name, greeting and what kind of installation this is. Read once a visit. */
export const municipalityQuery = queryOptions({
  queryKey: ["municipality"],
  queryFn: () => read(api.GET("/municipality")),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Undefined until it is read. */
export const useMunicipality = () => useQuery(municipalityQuery).data;
